package dev.runnel.connectors.web.rest;

import dev.runnel.connectors.web.page.Page;
import dev.runnel.connectors.web.page.Pages;
import dev.runnel.connectors.web.request.Answer;
import dev.runnel.connectors.web.request.Secrets;
import dev.runnel.connectors.web.rest.Pace.Due;
import dev.runnel.core.record.SourceRecord;
import dev.runnel.core.record.Violation;
import dev.runnel.core.record.Violation.Reason;
import dev.runnel.engine.sequence.RecordReader;
import dev.runnel.engine.sequence.Step;
import dev.runnel.engine.source.SourceHealth;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;

/**
 * Reads an API round by round, and each round page by page. It never gives up: where the API does not answer as it should
 * it says so, and asks for the same page again when the next round is due, later each time. Used by one thread.
 */
final class RestReader implements RecordReader<RestPosition> {
    /** How long the next record is waited for before others are served. */
    static final Duration PATIENCE = Duration.ofMillis(100);

    private static final int KEPT_OF_BROKEN = 64 << 10;

    private final RestSettings settings;
    private final Pages pages;
    private final Pace pace;
    private final Secrets secrets;
    private final Around around;
    private RestPosition at;
    private @Nullable CompletableFuture<Answer> asked;
    private @Nullable PageAtHand page;
    /** Of the next round, while one is over. */
    private @Nullable Due next;

    private long notBefore;
    private int failures;
    private boolean ended;
    private boolean busy;

    /** What is around a reader. */
    record Around(SourceHealth health, Clock clock, PatientClient client, Duration patience) {}

    /** @param shown address without secrets */
    private record PageAtHand(List<Page.Element> records, String shown, Optional<String> next) {}

    RestReader(RestSettings settings, @Nullable RestPosition after, Around around) {
        this.settings = settings;
        this.pages = settings.pages();
        this.pace = settings.pace();
        this.secrets = settings.secrets();
        this.around = around;
        long now = around.clock().millis();
        RestPosition from = after == null ? RestPosition.first(now) : after;
        if (from.due().at() == 0) { // another run of a source that ended
            at = from.round(new Due(now, 0));
        } else if (!from.isOver()) {
            at = from.at(pace.resumed(from.due(), false, now));
        } else {
            at = from;
            next = pace.isPolling() ? pace.resumed(from.due(), true, now) : null;
        }
        ended = at.isOver() && (!pace.isPolling() || pace.isSpent(next == null ? at.due() : next));
    }

    @Override
    public Optional<Step<RestPosition>> next() throws InterruptedException {
        Optional<Step<RestPosition>> step = step();
        busy = step.isPresent();
        return step;
    }

    @Override
    public boolean hasEnded() {
        return ended;
    }

    /** Whether a request is on its way. */
    boolean isAsking() {
        return asked != null;
    }

    private Optional<Step<RestPosition>> step() throws InterruptedException {
        if (page != null) {
            return Optional.of(give(page));
        }
        if (ended || at.isOver() && !begin()) {
            return Optional.empty();
        }
        if (around.clock().millis() >= pace.end(at.due())) {
            end();
            return Optional.empty();
        }
        CompletableFuture<Answer> asking = asked;
        if (asking == null) {
            if (isTooEarly(notBefore)) {
                return Optional.empty();
            }
            asking = around.client().ask(settings.request(at));
            asked = asking;
        }
        return await(asking);
    }

    /** Whether the next round begins now. */
    private boolean begin() throws InterruptedException {
        Due due = next == null ? pace.next(at.due(), around.clock().millis()) : next;
        next = due;
        if (pace.isSpent(due)) {
            ended = true;
            return false;
        }
        if (isTooEarly(due.at())) {
            return false;
        }
        at = at.round(due);
        next = null;
        return true;
    }

    private void end() {
        ended = true;
        cancel();
    }

    private boolean isTooEarly(long due) throws InterruptedException {
        long left = due - around.clock().millis();
        if (left > 0 && !busy) {
            Thread.sleep(Math.min(left, around.patience().toMillis()));
        }
        return left > 0;
    }

    private Optional<Step<RestPosition>> await(CompletableFuture<Answer> asking) throws InterruptedException {
        Answer answer;
        try {
            answer = asking.get(busy ? 0 : around.patience().toMillis(), TimeUnit.MILLISECONDS);
        } catch (TimeoutException e) {
            return Optional.empty();
        } catch (ExecutionException e) {
            asked = null;
            return Optional.of(failed(PatientClient.refusal(e.getCause() == null ? e : e.getCause())
                    .what()));
        }
        asked = null;
        return Optional.of(take(answer));
    }

    private Step<RestPosition> take(Answer answer) {
        String shown = secrets.show(answer.uri());
        if (at.index() == 0) {
            at = at.answered();
        }
        List<Page.Element> records;
        try {
            records = records(answer);
        } catch (Page.UnreadableException e) {
            Step<RestPosition> after =
                    failed(shown + " answers what is no record: " + secrets.hide(String.valueOf(e.getMessage())));
            byte[] kept = Arrays.copyOf(answer.body(), Math.min(answer.body().length, KEPT_OF_BROKEN));
            Violation why = new Violation(Reason.SYNTAX, "", String.valueOf(e.getMessage()), -1);
            return Step.of(SourceRecord.broken(kept, shown + " #" + at.requests(), why), after.position());
        }
        Optional<String> following;
        try {
            following = pages.next(at.place(), answer, records.size(), at.pages() + 1);
        } catch (Pages.LostException e) {
            return failed(shown + ": " + secrets.hide(String.valueOf(e.getMessage())));
        }
        around.health().fine();
        failures = 0;
        notBefore = 0;
        if (settings.increment() != null) {
            at = at.reached(settings.increment().behindAnswer(answer.body(), at.reached()));
        }
        PageAtHand found = new PageAtHand(records, shown, following);
        return give(found);
    }

    private List<Page.Element> records(Answer answer) throws Page.UnreadableException {
        boolean isNothing = answer.body().length == 0 && answer.status() == 204;
        return isNothing
                ? List.of()
                : Page.of(answer.body(), settings.records()).records();
    }

    /** The next record, or that the page has no more. */
    private Step<RestPosition> give(PageAtHand from) {
        Increment increment = settings.increment();
        while (at.index() < from.records().size()) {
            Page.Element record = from.records().get(at.index());
            int number = at.index() + 1;
            boolean isRepeat = increment != null && increment.isRepeat(record.bytes(), at.before());
            if (increment != null && !isRepeat) {
                at = at.reached(increment.behind(record.bytes(), at.reached()));
            }
            at = at.given(number);
            long request = at.requests();
            boolean isLast = number == from.records().size();
            if (isLast) {
                leave(from);
            } else {
                page = from;
            }
            if (!isRepeat) {
                return Step.of(record.record(new AnswerPlace(from.shown(), request, number)), at);
            }
            if (isLast) {
                return Step.moved(at);
            }
        }
        leave(from);
        return Step.moved(at);
    }

    private void leave(PageAtHand from) {
        page = null;
        at = from.next().map(at::page).orElseGet(at::over);
        if (at.isOver() && !pace.isPolling()) {
            ended = true;
        }
    }

    /** Says so, and waits: until the next round is due, and longer each time. */
    private Step<RestPosition> failed(String message) {
        long now = around.clock().millis();
        long pause = pace.pause(failures);
        failures++;
        Due again = pace.next(at.due(), now + pause);
        notBefore = again.at();
        around.health().trouble(message, Instant.ofEpochMilli(notBefore));
        at = at.at(again);
        if (pace.isSpent(again)) {
            ended = true;
        }
        return Step.moved(at);
    }

    private void cancel() {
        CompletableFuture<Answer> asking = asked;
        asked = null;
        if (asking != null) {
            asking.cancel(true);
        }
    }

    @Override
    public void close() {
        cancel();
    }
}

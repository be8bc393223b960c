package dev.runnel.connectors.web.request;

import java.net.ConnectException;
import java.net.UnknownHostException;
import java.net.http.HttpHeaders;
import java.net.http.HttpTimeoutException;
import java.nio.channels.UnresolvedAddressException;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.TimeoutException;
import javax.net.ssl.SSLException;

/** What an answer with a status that is none of success means, and no answer at all, in words. Immutable and thread safe. */
public final class Refusals {
    private static final Set<Integer> PASSING = Set.of(408, 425, 429);
    private static final int FIRST_OF_SERVER = 500;
    private static final int EXCERPT = 120;

    private final Secrets secrets;
    private final Clock clock;
    private final Duration timeout;

    /** @param timeout of a request, for messages */
    public Refusals(Secrets secrets, Clock clock, Duration timeout) {
        this.secrets = secrets;
        this.clock = clock;
        this.timeout = timeout;
    }

    /**
     * That the status is none of success.
     *
     * @param where address without secrets
     */
    public RequestFailure status(String where, int status, HttpHeaders headers, byte[] body) {
        boolean passing = PASSING.contains(status) || status >= FIRST_OF_SERVER;
        String line = firstLine(body);
        String said = line.isEmpty() ? "" : ": \"" + secrets.hide(line) + "\"";
        return new RequestFailure(
                where + " answers " + status + said + "; " + whatToDo(status), passing, RetryAfter.of(headers, clock));
    }

    private static String whatToDo(int status) {
        return switch (status) {
            case 400, 405, 406, 415, 422 ->
                "look at `method`, `params`, `headers` and `body`: it does not take this request";
            case 401 ->
                "the credentials are wrong or have expired: renew what `auth` or `headers` refer to, and start again";
            case 403 -> "whom `auth` names may not read this: have it allowed there";
            case 404, 410 -> "there is nothing at this address: look at `url`";
            case 408, 425 -> "it is asked again";
            case 429 -> "it is asked too often: set `rate_limit`, or a longer `every`";
            default ->
                status >= FIRST_OF_SERVER
                        ? "the server has a trouble of its own, and is asked again"
                        : "look at `url`, or ask who runs the server";
        };
    }

    /** A text without the secrets. */
    public String hide(String text) {
        return secrets.hide(text);
    }

    /** That there was no answer. */
    public RequestFailure none(String where, Throwable failure) {
        if (failure instanceof HttpTimeoutException || failure instanceof TimeoutException) {
            return passing(where + " did not answer within " + text(timeout) + "; it is asked again, see `timeout`");
        }
        if (failure instanceof UnknownHostException || failure.getCause() instanceof UnresolvedAddressException) {
            return passing(where + " cannot be found: no such host is known; look at `url`");
        }
        if (failure instanceof ConnectException) {
            return passing(
                    where + " does not answer: nothing listens there, or the network is away; it is asked again");
        }
        if (failure instanceof SSLException) {
            return passing(where + " cannot be trusted: " + secrets.hide(String.valueOf(failure.getMessage()))
                    + "; have its certificate mended, or Java know who signed it");
        }
        String why = failure.getMessage() == null ? failure.getClass().getSimpleName() : failure.getMessage();
        return passing(where + " broke the connection off: " + secrets.hide(why) + "; it is asked again");
    }

    private static RequestFailure passing(String message) {
        return new RequestFailure(message, true, Optional.empty());
    }

    private static String text(Duration time) {
        return time.toMillis() < 1000 ? time.toMillis() + " ms" : time.toMillis() / 1000.0 + " s";
    }

    private static String firstLine(byte[] body) {
        String text = new String(body, 0, Math.min(body.length, 2 * EXCERPT), StandardCharsets.UTF_8).strip();
        String line = text.lines().findFirst().orElse("").replaceAll("\\p{Cntrl}", " ");
        return line.length() > EXCERPT ? line.substring(0, EXCERPT) + "…" : line;
    }
}

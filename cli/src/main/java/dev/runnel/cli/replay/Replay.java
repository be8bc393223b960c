package dev.runnel.cli.replay;

import dev.runnel.cli.failure.CommandFailure;
import dev.runnel.cli.failure.ExitCode;
import java.io.IOException;
import java.io.PrintWriter;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Sends the records of a file in order, batch by batch, and keeps how far it is. A record may be sent twice when the
 * process is killed between an acknowledgement and the state's writing; none is left out.
 */
public final class Replay {
    private final Plan plan;
    private final PrintWriter err;

    /**
     * What to send where.
     *
     * @param state the file that keeps how far it is
     * @param batch records a request
     * @param pause after each request but the last
     * @param patience how long to try again one request
     * @param reset whether to begin again at the file's beginning
     */
    public record Plan(
            Path file,
            Path state,
            URI target,
            BodyFormat format,
            int batch,
            Duration pause,
            Duration patience,
            boolean reset) {}

    /**
     * What was done.
     *
     * @param before records that an earlier run had sent
     */
    public record Result(long accepted, long invalid, long before, Duration elapsed) {}

    public Replay(Plan plan, PrintWriter err) {
        this.plan = plan;
        this.err = err;
    }

    /** Sends all that is left of the file. */
    public Result run(boolean terminal) {
        long began = System.nanoTime();
        try {
            ReplayState first = state();
            try (RecordFile records = RecordFile.open(plan.file(), first.offset());
                    Progress progress =
                            Progress.of(plan.file().getFileName().toString(), Files.size(plan.file()), terminal, err)) {
                Poster poster = new Poster(plan.target(), plan.format(), plan.patience(), progress::say);
                Poster.Outcome sent = send(records, first, poster, progress);
                Duration elapsed = Duration.ofNanos(System.nanoTime() - began);
                return new Result(sent.accepted(), sent.invalid(), first.records(), elapsed);
            }
        } catch (IOException e) {
            throw new CommandFailure(ExitCode.ENVIRONMENT, plan.file() + " cannot be replayed: " + e.getMessage(), e);
        }
    }

    private ReplayState state() throws IOException {
        String target = plan.target().toString();
        if (plan.reset()) {
            Files.deleteIfExists(plan.state());
        }
        Optional<ReplayState> kept = ReplayState.load(plan.state());
        if (kept.isEmpty()) {
            return ReplayState.start(target, plan.file());
        }
        if (!kept.get().target().equals(target)) {
            throw new CommandFailure(
                    ExitCode.RUN_FAILED,
                    plan.file() + " was being sent to " + kept.get().target() + " (" + plan.state()
                            + "); --reset begins again, --state keeps another state");
        }
        if (!kept.get().fits(plan.file())) {
            throw new CommandFailure(
                    ExitCode.RUN_FAILED,
                    plan.file() + " is not the file that was being sent (" + plan.state() + "); --reset begins again");
        }
        return kept.get();
    }

    private Poster.Outcome send(RecordFile records, ReplayState first, Poster poster, Progress progress)
            throws IOException {
        ReplayState state = first;
        long accepted = 0;
        long invalid = 0;
        progress.at(state.offset(), 0);
        for (Batch batch = read(records); !batch.records().isEmpty(); ) {
            Poster.Outcome outcome = poster.post(batch.records());
            accepted += outcome.accepted();
            invalid += outcome.invalid();
            state = state.after(batch.end(), batch.records().size());
            state.save(plan.state());
            progress.at(state.offset(), accepted + invalid);
            batch = read(records);
            if (!batch.records().isEmpty()) {
                pause();
            }
        }
        return new Poster.Outcome(accepted, invalid);
    }

    private record Batch(List<byte[]> records, long end) {}

    private Batch read(RecordFile file) throws IOException {
        List<byte[]> records = new ArrayList<>(plan.batch());
        long end = 0;
        while (records.size() < plan.batch()) {
            Optional<RecordFile.FileRecord> record = file.next();
            if (record.isEmpty()) {
                break;
            }
            records.add(record.get().bytes());
            end = record.get().end();
        }
        return new Batch(records, end);
    }

    private void pause() {
        try {
            Thread.sleep(plan.pause().toMillis());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new CommandFailure(ExitCode.RUN_FAILED, "interrupted; the same command goes on from here", e);
        }
    }
}

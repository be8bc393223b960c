package dev.runnel.cli.embedded;

import dev.runnel.cli.failure.CommandFailure;
import dev.runnel.cli.failure.ExitCode;
import dev.runnel.core.environment.JobMonitor.JobStatus;
import dev.runnel.engine.run.RunningPipeline;
import java.util.List;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Ends a run when its sources have ended and all that they brought is in its place. In a thread of its own. */
final class EndWatch implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(EndWatch.class);

    private final RunningPipeline jobs;
    private final RunEnd end;
    private final Thread thread = new Thread(this::watch, "end-of-sources");
    private volatile boolean ended;

    private EndWatch(RunningPipeline jobs, RunEnd end) {
        this.jobs = jobs;
        this.end = end;
        thread.setDaemon(true);
    }

    static EndWatch start(RunningPipeline jobs, RunEnd end) {
        EndWatch watch = new EndWatch(jobs, end);
        watch.thread.start();
        return watch;
    }

    /** Whether the sources have come to their end, also when some of them by a failure. */
    boolean hasEnded() {
        return ended;
    }

    private void watch() {
        try {
            List<JobStatus> failed = jobs.awaitEnd();
            ended = true;
            if (failed.isEmpty()) {
                end.stop();
            } else {
                end.fail(failure(failed));
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (RuntimeException e) { // what runs on is better ended than left alone
            LOG.error("the end of the sources cannot be waited for", e);
            end.fail(new CommandFailure(
                    ExitCode.RUN_FAILED, "the end of the sources cannot be waited for: " + e.getMessage(), e));
        }
    }

    private static CommandFailure failure(List<JobStatus> failed) {
        return new CommandFailure(
                ExitCode.RUN_FAILED,
                failed.stream()
                                .map(job -> job.name() + " failed: " + job.why().orElse("it does not say why"))
                                .collect(Collectors.joining("\n  ", "not everything is where it belongs\n  ", ""))
                        + "\nWhat is landed stays, once. Mend the cause and give the same command again: it goes on from there");
    }

    @Override
    public void close() {
        thread.interrupt();
    }
}

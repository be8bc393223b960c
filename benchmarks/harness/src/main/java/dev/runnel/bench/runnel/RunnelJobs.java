package dev.runnel.bench.runnel;

import dev.runnel.bench.child.Arguments;
import dev.runnel.bench.child.Cue;
import dev.runnel.core.environment.Environment;
import dev.runnel.core.environment.JobMonitor.JobStatus;
import dev.runnel.core.environment.JobMonitor.State;
import dev.runnel.core.pipeline.Pipeline;
import dev.runnel.engine.cluster.EmbeddedCluster;
import dev.runnel.engine.cluster.EmbeddedSettings;
import dev.runnel.engine.run.Engine;
import dev.runnel.engine.run.RunningPipeline;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Stream;

/**
 * The jobs of a pipeline on Runnel's own classes, with a Kafka that is given:
 * {@code bootstrap=... parallelism=N warm-up=DIR pipeline=DIR data=DIR}. The first pipeline is run until it has read and
 * written its whole log, the second is what is measured. Both leave what they land below {@code data}, in folders named
 * after theirs. Several of both, with commas between, are run one after the other; with {@code end=drained} each is
 * stopped as soon as it has read and written everything, which is said by being ready again; with {@code end=loaded} the
 * jobs that read its sources end by themselves, and that is waited for.
 */
public final class RunnelJobs {
    private static final Duration TO_WARM_UP = Duration.ofMinutes(3);
    private static final Duration TO_DRAIN = Duration.ofMinutes(10);
    /** As {@code runnel run} has it. */
    private static final Duration CHECKPOINTS = Duration.ofSeconds(1);

    private final Arguments arguments;

    private RunnelJobs(Arguments arguments) {
        this.arguments = arguments;
    }

    public static void main(String[] words) {
        Arguments arguments = Arguments.of(words);
        Cue cue = Cue.ofThisProcess();
        new RunnelJobs(arguments).run(cue);
    }

    private void run(Cue cue) {
        List<Path> warmUps = arguments.paths("warm-up");
        List<Path> folders = arguments.paths("pipeline");
        Pipeline largest = Pipelines.read(folders.get(0));
        EmbeddedCluster cluster = EmbeddedCluster.start(new EmbeddedSettings(
                0,
                Engine.slots(largest, environment(folders.get(0))),
                arguments.path("data").resolve("flink")));
        boolean ends = arguments.has("end");
        boolean loads = ends && arguments.text("end").equals("loaded");
        for (int i = 0; i < folders.size(); i++) {
            RunningPipeline warmUp = start(warmUps.get(i), cluster);
            if (loads) {
                awaitLoaded(warmUp, TO_WARM_UP);
            }
            drain(warmUp, TO_WARM_UP);
            cue.awaitBegin();
            RunningPipeline running = start(folders.get(i), cluster);
            if (loads) {
                awaitLoaded(running, TO_DRAIN);
                cue.awaitBegin();
                drain(running, TO_DRAIN);
            } else if (ends) {
                drain(running, TO_DRAIN);
                cue.awaitBegin();
            }
        }
        if (ends) {
            cue.awaitBegin();
        }
        cue.awaitEnd();
        System.exit(0);
    }

    private RunningPipeline start(Path folder, EmbeddedCluster cluster) {
        Pipeline pipeline = Pipelines.read(folder);
        Pipelines.topics(pipeline, arguments.text("bootstrap"));
        RunningPipeline running = Engine.start(pipeline, environment(folder), cluster);
        running.started().join();
        return running;
    }

    /** Waits for the jobs that read sources; looks often, and little: they are in this process. */
    private static void awaitLoaded(RunningPipeline running, Duration within) {
        long deadline = System.nanoTime() + within.toNanos();
        while (!loads(running).allMatch(State.FINISHED::equals)) {
            if (System.nanoTime() > deadline || loads(running).anyMatch(RunnelJobs::isBroken)) {
                throw new IllegalStateException("not everything was loaded in " + within + ": " + running.jobs());
            }
            LockSupport.parkNanos(Duration.ofMillis(10).toNanos());
        }
    }

    private static boolean isBroken(State state) {
        return state == State.FAILED || state == State.RESTARTING;
    }

    private static Stream<State> loads(RunningPipeline running) {
        return running.jobs().stream()
                .filter(job -> job.name().contains(".collect."))
                .map(JobStatus::state);
    }

    private static void drain(RunningPipeline running, Duration within) {
        if (!running.stop(within)) {
            throw new IllegalStateException("the end of the log was not reached in " + within + ": " + running.jobs());
        }
    }

    private Environment environment(Path folder) {
        Path data = arguments.path("data").resolve(folder.getFileName());
        return new Environment(
                "embedded",
                arguments.text("bootstrap"),
                Map.of(),
                data,
                data.resolve("lake").toUri(),
                data.resolve("checkpoints").toUri(),
                Math.toIntExact(arguments.number("parallelism")),
                CHECKPOINTS);
    }
}

package dev.runnel.bench.runnel;

import dev.runnel.bench.child.Arguments;
import dev.runnel.bench.child.Cue;
import dev.runnel.core.environment.Environment;
import dev.runnel.core.pipeline.Pipeline;
import dev.runnel.engine.cluster.EmbeddedCluster;
import dev.runnel.engine.cluster.EmbeddedSettings;
import dev.runnel.engine.run.Engine;
import dev.runnel.engine.run.RunningPipeline;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;

/**
 * The jobs of a pipeline on Runnel's own classes, with a Kafka that is given:
 * {@code bootstrap=... parallelism=N warm-up=DIR pipeline=DIR data=DIR}. The first pipeline is run until it has read and
 * written its whole log, the second is what is measured. Both leave what they land below {@code data}, in folders named
 * after theirs. Several of both, with commas between, are run one after the other; with {@code end=drained} each is
 * stopped as soon as it has read and written everything, which is said by being ready again.
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
        boolean drains = arguments.has("end");
        for (int i = 0; i < folders.size(); i++) {
            drain(start(warmUps.get(i), cluster), TO_WARM_UP);
            cue.awaitBegin();
            RunningPipeline running = start(folders.get(i), cluster);
            if (drains) {
                drain(running, TO_DRAIN);
                cue.awaitBegin();
            }
        }
        if (drains) {
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

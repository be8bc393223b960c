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
import java.util.Map;

/**
 * The jobs of a pipeline on Runnel's own classes, with a Kafka that is given:
 * {@code bootstrap=... parallelism=N warm-up=DIR pipeline=DIR data=DIR}. The first pipeline is run until it has read and
 * written its whole log, the second is what is measured. Both leave what they land below {@code data}, in folders named
 * after theirs.
 */
public final class RunnelJobs {
    private static final Duration TO_WARM_UP = Duration.ofMinutes(3);
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
        Path warm = arguments.path("warm-up");
        Path folder = arguments.path("pipeline");
        Pipeline first = Pipelines.read(warm);
        Pipeline pipeline = Pipelines.read(folder);
        Pipelines.topics(first, arguments.text("bootstrap"));
        Pipelines.topics(pipeline, arguments.text("bootstrap"));
        EmbeddedCluster cluster = EmbeddedCluster.start(new EmbeddedSettings(
                0,
                Engine.slots(pipeline, environment(folder)),
                arguments.path("data").resolve("flink")));
        RunningPipeline warmUp = Engine.start(first, environment(warm), cluster);
        warmUp.started().join();
        if (!warmUp.stop(TO_WARM_UP)) {
            throw new IllegalStateException("the warm-up did not reach the end of its log");
        }
        cue.awaitBegin();
        Engine.start(pipeline, environment(folder), cluster).started().join();
        cue.awaitEnd();
        System.exit(0);
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

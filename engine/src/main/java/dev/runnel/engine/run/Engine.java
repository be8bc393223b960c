package dev.runnel.engine.run;

import dev.runnel.core.diagnostic.Diagnostic;
import dev.runnel.core.diagnostic.Diagnostics;
import dev.runnel.core.environment.Environment;
import dev.runnel.core.pipeline.Model;
import dev.runnel.core.pipeline.Pipeline;
import dev.runnel.core.pipeline.Stream;
import dev.runnel.engine.Topic;
import dev.runnel.engine.cluster.Cluster;
import dev.runnel.engine.collect.StreamSource;
import dev.runnel.engine.load.Loads;
import dev.runnel.engine.model.ModelPlanner;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.apache.flink.table.api.bridge.java.StreamTableEnvironment;

/** Makes a checked pipeline into Flink jobs. Thread safe. */
public final class Engine {
    private Engine() {}

    /**
     * Loads Flink's planner and plans a query with it, in a thread of its own, so that the first real one is quick; cold
     * it takes seconds. Call it first of all.
     */
    public static CompletableFuture<Void> warmUp() {
        CompletableFuture<Void> done = new CompletableFuture<>();
        Thread thread = new Thread(
                () -> {
                    try {
                        StreamTableEnvironment tables = StreamTableEnvironment.create(
                                new StreamExecutionEnvironment(new org.apache.flink.configuration.Configuration()));
                        tables.explainSql("SELECT a, COUNT(*) FROM (VALUES (1, 'x')) AS t (a, b) GROUP BY a");
                        done.complete(null);
                    } catch (RuntimeException | LinkageError e) {
                        done.completeExceptionally(e);
                    }
                },
                "planner-warm-up");
        thread.setDaemon(true);
        thread.start();
        return done;
    }

    /** Plans every model and reports every mistake; opens no connection. */
    public static List<Diagnostic> validate(Pipeline pipeline, Environment environment) {
        ModelPlanner planner = new ModelPlanner(pipeline, environment);
        Diagnostics out = new Diagnostics();
        Loads.check(pipeline, out);
        for (Model model : pipeline.models()) {
            planner.check(model, out);
        }
        return out.all();
    }

    /** Every topic that must be there before {@link #start}, without doubles. */
    public static List<Topic> topics(Pipeline pipeline) {
        return Topics.of(pipeline);
    }

    /** The slots that the jobs of a pipeline take in a cluster. */
    public static int slots(Pipeline pipeline, Environment environment) {
        long landings = pipeline.streams().stream().filter(Engine::lands).count();
        long models = pipeline.models().stream()
                .filter(m -> !m.destinations().isEmpty())
                .count();
        int collecting = pipeline.streams().stream()
                .filter(StreamSource::isPulled)
                .mapToInt(s -> new StreamSource(pipeline, s, environment).parallelism())
                .sum();
        return Math.max(1, Math.toIntExact((landings + models) * environment.parallelism()) + collecting);
    }

    /**
     * Starts a job for each stream that has destinations, for each model and for each source that is not pushed, and
     * returns at once; landings come first, models when their queries are planned. The topics must be there.
     */
    public static RunningPipeline start(Pipeline pipeline, Environment environment, Cluster cluster) {
        return new Start(pipeline, environment, cluster).run();
    }

    static boolean lands(Stream stream) {
        return !stream.destinations().isEmpty();
    }
}

package dev.runnel.engine.model;

import dev.runnel.core.diagnostic.Diagnostics;
import dev.runnel.core.environment.Environment;
import dev.runnel.core.pipeline.Model;
import dev.runnel.core.pipeline.Pipeline;
import java.util.Optional;

/** Plans models: understands their SQL, reports its mistakes, and builds the jobs that keep them. Thread safe. */
public final class ModelPlanner {
    private final Pipeline pipeline;
    private final Environment environment;

    public ModelPlanner(Pipeline pipeline, Environment environment) {
        this.pipeline = pipeline;
        this.environment = environment;
    }

    /** Looks for mistakes only: no destination is attached. Empty when there was one. */
    public Optional<PlannedModel> check(Model model, Diagnostics out) {
        return new ModelPlanning(pipeline, environment, model, deployment(model), false).run(out);
    }

    /**
     * Plans the model's job too. Empty when there was a mistake.
     *
     * @throws java.io.UncheckedIOException when the query is right, and a file system that takes its rows is away or refuses
     */
    public Optional<PlannedModel> plan(Model model, Diagnostics out) {
        return plan(model, deployment(model), out);
    }

    /** The same in other surroundings than the pipeline's own. */
    public Optional<PlannedModel> plan(Model model, Surroundings surroundings, Diagnostics out) {
        return new ModelPlanning(pipeline, environment, model, surroundings, true).run(out);
    }

    private Surroundings deployment(Model model) {
        return new Deployment(pipeline, environment, model);
    }

    /**
     * How Flink would run a model's query, in Flink's own words.
     *
     * @throws RuntimeException as Flink's planner does, when the query has a mistake
     */
    public String explain(Model model) {
        return new ModelPlanning(pipeline, environment, model, deployment(model), false).explain();
    }
}

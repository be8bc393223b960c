package dev.runnel.cli.embedded;

import dev.runnel.core.diagnostic.Diagnostics;
import dev.runnel.core.environment.Environment;
import dev.runnel.core.pipeline.Pipeline;
import dev.runnel.core.plan.Plan;
import dev.runnel.engine.model.ModelPlanner;
import dev.runnel.engine.model.PlannedModel;
import dev.runnel.engine.plan.PipelineComparison;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** A pipeline whose models Flink's planner has looked at; nothing is opened. */
public final class Planning {
    private final Pipeline pipeline;
    private final Environment environment;
    private final List<PlannedModel> models;

    /** @param mistakes gets those of the models' queries */
    public Planning(Pipeline pipeline, Environment environment, Diagnostics mistakes) {
        this.pipeline = pipeline;
        this.environment = environment;
        this.models = PipelineComparison.planned(pipeline, environment, mistakes);
    }

    /** What the next run changes, compared with the run before. */
    public Plan plan(Optional<Pipeline> before) {
        return new PipelineComparison(before, pipeline, environment).plan(models);
    }

    /** What each model reads, by its name. */
    public Map<String, List<String>> inputs() {
        Map<String, List<String>> inputs = new LinkedHashMap<>();
        models.forEach(planned -> inputs.put(planned.model().name(), List.copyOf(planned.inputs())));
        return inputs;
    }

    /** How Flink would run each model's query, by its name. */
    public Map<String, String> queries() {
        Map<String, String> queries = new LinkedHashMap<>();
        ModelPlanner planner = new ModelPlanner(pipeline, environment);
        models.forEach(planned -> queries.put(planned.model().name(), planner.explain(planned.model())));
        return queries;
    }
}

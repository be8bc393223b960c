package dev.runnel.engine.model;

import dev.runnel.core.pipeline.Model;
import dev.runnel.engine.cluster.JobPlan;
import java.util.List;
import java.util.Optional;

/**
 * A model that Flink has accepted.
 *
 * @param inputs the streams and models that its query names, sorted
 * @param columns of its result, system columns included
 * @param version a digest of all that its state depends on: with another one it begins again at the start of the log
 * @param job to start, when it was planned to run and has destinations
 */
public record PlannedModel(
        Model model, List<String> inputs, List<String> columns, String version, Optional<JobPlan> job) {
    public PlannedModel {
        inputs = List.copyOf(inputs);
        columns = List.copyOf(columns);
    }
}

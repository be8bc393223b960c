package dev.runnel.engine.cluster;

import java.net.URI;
import java.util.Set;
import org.apache.flink.streaming.api.graph.StreamGraph;

/**
 * A job ready to start. A graph can be started once.
 *
 * @param name as {@link dev.runnel.core.pipeline.Names} gives it
 * @param topics that it reads
 * @param checkpoints the folder of this job's checkpoints, of no other and of no other version of it
 */
public record JobPlan(String name, Set<String> topics, URI checkpoints, StreamGraph graph) {
    public JobPlan {
        topics = Set.copyOf(topics);
    }
}

package dev.runnel.engine.cluster;

import java.net.URI;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import org.apache.flink.streaming.api.graph.StreamGraph;

/**
 * A job ready to start. A graph can be started once.
 *
 * @param name as {@link dev.runnel.core.pipeline.Names} gives it
 * @param topics that it reads
 * @param checkpoints the folder of this job's checkpoints, of no other and of no other version of it
 * @param jars of plugins whose classes its tasks need: they travel with it
 */
public record JobPlan(String name, Set<String> topics, URI checkpoints, StreamGraph graph, List<Path> jars) {
    public JobPlan {
        topics = Set.copyOf(topics);
        jars = List.copyOf(jars);
    }
}

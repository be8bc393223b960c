package dev.runnel.core.environment;

import java.util.List;
import java.util.Map;

/**
 * What files beyond the pipeline's folder may be read, and how other file systems are reached.
 *
 * @param allowed folders, absolute or below the pipeline's, and addresses such as {@code s3://bucket/orders}
 * @param fileSystems Flink's settings of file systems, credentials among them; never printed
 */
public record FileAccess(List<String> allowed, Map<String, String> fileSystems) {
    /** Nothing beyond the pipeline's folder. */
    public static final FileAccess NONE = new FileAccess(List.of(), Map.of());

    public FileAccess {
        allowed = List.copyOf(allowed);
        fileSystems = Map.copyOf(fileSystems);
    }

    @Override
    public String toString() {
        return "FileAccess" + allowed;
    }
}

package dev.runnel.connectors.lake.layout;

import java.io.Serializable;
import java.util.List;

/**
 * One level of a table's partitions.
 *
 * @param path dotted path of the column, through nested rows
 */
public record PartitionField(Transform transform, String path) implements Serializable {

    /**
     * The name of the level: {@code type} for the column itself, {@code event_timestamp_day} for
     * {@code day(event.timestamp)}. Underscores at its beginning are left out, since readers take such folders as hidden.
     */
    public String name() {
        String flat = path.replace('.', '_').replaceFirst("^_+", "");
        return transform == Transform.IDENTITY ? flat : flat + "_" + transform.id();
    }

    /** The column names from the top, {@code [event, timestamp]}. */
    public List<String> steps() {
        return List.of(path.split("\\."));
    }

    /** As it is written in YAML, {@code day(event.timestamp)}. */
    @Override
    public String toString() {
        return transform == Transform.IDENTITY ? path : transform.id() + "(" + path + ")";
    }
}

package dev.runnel.cli.atlas;

import dev.runnel.cli.atlas.Group.Dataset;
import dev.runnel.cli.atlas.Group.Feature;
import java.util.stream.Collectors;

/** A group as {@code runnel.yaml}. */
final class PipelineText {
    private PipelineText() {}

    /** @param from the file that it is made of, for the first line */
    static String of(Group group, String from) {
        StringBuilder text = new StringBuilder("# Made of " + from + " by: runnel import atlas\n");
        text.append("name: ").append(group.pipeline()).append("\nstreams:\n");
        group.streams().forEach(dataset -> stream(dataset, text));
        return text.toString();
    }

    private static void stream(Dataset dataset, StringBuilder text) {
        String options = dataset.source().entrySet().stream()
                .map(option -> option.getKey() + ": " + flow(option.getValue()))
                .collect(Collectors.joining(", "));
        text.append("  ").append(dataset.stream()).append(":\n");
        text.append("    source:\n      ")
                .append(dataset.connector())
                .append(": { ")
                .append(options)
                .append(" }\n");
        dataset.topic()
                .ifPresent(
                        topic -> text.append("    log: { topic: ").append(topic).append(" }\n"));
        text.append("    fields:\n");
        dataset.fields()
                .forEach(field -> text.append("      ").append(line(field)).append('\n'));
        // Each run of a day replaces that day's folder; only the features are columns.
        text.append("    to:\n      lake: { table: ")
                .append(dataset.table())
                .append(", partition_by: [ingest_date], system_columns: false }\n");
    }

    /** In a mapping on one line a reference has to be quoted for its braces. */
    private static String flow(String value) {
        return value.startsWith("${") ? "\"" + value + "\"" : value;
    }

    private static String line(Feature field) {
        String type = field.type().contains(",") ? "\"" + field.type() + "\"" : field.type();
        return field.name().equals(field.column())
                ? field.name() + ": " + type
                : field.name() + ": { type: " + type + ", path: " + Words.quoted(field.column()) + " }";
    }
}

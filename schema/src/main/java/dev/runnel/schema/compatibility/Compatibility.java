package dev.runnel.schema.compatibility;

import dev.runnel.schema.parse.ParsedSchema;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.apache.avro.SchemaCompatibility;

/** Compares schemas. */
public final class Compatibility {
    private Compatibility() {}

    /**
     * What stands against a new version.
     *
     * @param earlier versions before it, the newest last
     * @return sentences for people; empty when nothing does
     */
    public static List<String> problems(CompatibilityLevel level, ParsedSchema next, List<ParsedSchema> earlier) {
        int from = level.transitive() ? 0 : Math.max(0, earlier.size() - 1);
        List<String> problems = new ArrayList<>();
        for (ParsedSchema before : earlier.subList(from, earlier.size())) {
            if (level.backward()) {
                add(problems, "the new schema cannot read what the old one wrote: ", cannotRead(next, before));
            }
            if (level.forward()) {
                add(problems, "the old schema cannot read what the new one writes: ", cannotRead(before, next));
            }
        }
        return List.copyOf(problems);
    }

    private static void add(List<String> problems, String prefix, List<String> found) {
        found.forEach(problem -> problems.add(prefix + problem));
    }

    /** Why {@code reader} cannot read everything that {@code writer} writes; empty when it can. */
    public static List<String> cannotRead(ParsedSchema reader, ParsedSchema writer) {
        if (reader instanceof ParsedSchema.Avro r && writer instanceof ParsedSchema.Avro w) {
            return avro(r, w).toList();
        }
        if (reader instanceof ParsedSchema.Json r && writer instanceof ParsedSchema.Json w) {
            return new JsonRules(r, w).problems();
        }
        if (reader instanceof ParsedSchema.Protobuf r && writer instanceof ParsedSchema.Protobuf w) {
            return new ProtoRules(r, w).problems();
        }
        return List.of("one is " + reader.type() + ", the other " + writer.type());
    }

    private static Stream<String> avro(ParsedSchema.Avro reader, ParsedSchema.Avro writer) {
        return SchemaCompatibility.checkReaderWriterCompatibility(reader.schema(), writer.schema())
                .getResult()
                .getIncompatibilities()
                .stream()
                .map(i -> i.getType() + " at " + i.getLocation() + ": " + i.getMessage());
    }
}

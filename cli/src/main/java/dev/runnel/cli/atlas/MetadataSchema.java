package dev.runnel.cli.atlas;

import com.networknt.schema.Error;
import com.networknt.schema.InputFormat;
import com.networknt.schema.Schema;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import dev.runnel.core.diagnostic.Code;
import dev.runnel.core.diagnostic.Diagnostics;
import dev.runnel.core.diagnostic.Location;
import dev.runnel.core.yaml.Node;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;

/** The JSON Schema of Atlas metadata, and what a file says against it, each with its place. */
final class MetadataSchema {
    private static final String RESOURCE = "metadata.schema.json";

    private MetadataSchema() {}

    /** @param root the nodes of the text */
    static void check(String text, Node root, Diagnostics out) {
        Map<String, Location> places = new HashMap<>();
        collect(root, places);
        for (Error error : schema().validate(text, InputFormat.JSON)) {
            String pointer = error.getInstanceLocation().toString();
            Location at = places.getOrDefault(pointer, root.at());
            out.error(code(error), at, message(pointer, error));
        }
    }

    private static String message(String pointer, Error error) {
        String message = Objects.requireNonNullElse(error.getMessage(), "is not as it should be");
        String where = pointer.isEmpty() ? "" : pointer.substring(pointer.lastIndexOf('/') + 1) + ": ";
        return where + message;
    }

    private static Code code(Error error) {
        return switch (Objects.requireNonNullElse(error.getKeyword(), "")) {
            case "required" -> Code.MISSING_KEY;
            case "type" -> Code.WRONG_SHAPE;
            default -> Code.WRONG_VALUE;
        };
    }

    private static void collect(Node node, Map<String, Location> places) {
        places.put(node.at().pointer(), node.at());
        if (node instanceof Node.Mapping mapping) {
            mapping.entries().forEach(entry -> collect(entry.value(), places));
        } else if (node instanceof Node.Sequence sequence) {
            sequence.items().forEach(item -> collect(item, places));
        }
    }

    private static Schema schema() {
        try (InputStream in = Objects.requireNonNull(MetadataSchema.class.getResourceAsStream(RESOURCE))) {
            return SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_2020_12)
                    .getSchema(new String(in.readAllBytes(), StandardCharsets.UTF_8));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}

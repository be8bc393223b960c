package dev.runnel.cli.atlas;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadFeature;
import dev.runnel.core.diagnostic.Code;
import dev.runnel.core.diagnostic.Diagnostics;
import dev.runnel.core.diagnostic.Location;
import dev.runnel.core.yaml.Node;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** JSON as nodes that know their places. Nothing is put in for variables. Not thread safe. */
final class JsonNodes {
    private static final JsonFactory FACTORY = JsonFactory.builder()
            .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
            .build();

    private final Path file;
    private final JsonParser parser;

    private JsonNodes(Path file, JsonParser parser) {
        this.file = file;
        this.parser = parser;
    }

    /** The one value of a text; empty after a mistake, which is reported with its place. */
    static Optional<Node> read(Path file, String text, Diagnostics out) {
        try (JsonParser parser = FACTORY.createParser(text)) {
            parser.nextToken();
            JsonNodes nodes = new JsonNodes(file, parser);
            if (parser.currentToken() == null) {
                out.error(Code.SYNTAX, Location.of(file), "the file is empty");
                return Optional.empty();
            }
            Node node = nodes.node("");
            if (parser.nextToken() != null) {
                out.error(Code.SYNTAX, nodes.here(""), "something stands behind the end of the JSON");
                return Optional.empty();
            }
            return Optional.of(node);
        } catch (JsonProcessingException e) {
            Location at = e.getLocation() == null
                    ? Location.of(file)
                    : new Location(
                            file, e.getLocation().getLineNr(), e.getLocation().getColumnNr(), "");
            out.error(Code.SYNTAX, at, "this is no JSON: " + e.getOriginalMessage());
            return Optional.empty();
        } catch (IOException e) {
            throw new IllegalStateException("a text is read without input", e);
        }
    }

    private Location here(String pointer) {
        return new Location(
                file,
                parser.currentTokenLocation().getLineNr(),
                parser.currentTokenLocation().getColumnNr(),
                pointer);
    }

    private Node node(String pointer) throws IOException {
        Location at = here(pointer);
        JsonToken token = parser.currentToken();
        if (token == JsonToken.START_OBJECT) {
            List<Node.Entry> entries = new ArrayList<>();
            while (parser.nextToken() != JsonToken.END_OBJECT) {
                String key = parser.currentName();
                String below = pointer + "/" + key.replace("~", "~0").replace("/", "~1");
                Location keyAt = here(below);
                parser.nextToken();
                entries.add(new Node.Entry(key, keyAt, node(below)));
            }
            return new Node.Mapping(entries, at);
        }
        if (token == JsonToken.START_ARRAY) {
            List<Node> items = new ArrayList<>();
            while (parser.nextToken() != JsonToken.END_ARRAY) {
                items.add(node(pointer + "/" + items.size()));
            }
            return new Node.Sequence(items, at);
        }
        return new Node.Scalar(parser.getText(), token == JsonToken.VALUE_STRING, true, at);
    }
}

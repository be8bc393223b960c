package dev.runnel.core.testing;

import dev.runnel.core.connector.Kinds;
import dev.runnel.core.connector.Options;
import dev.runnel.core.diagnostic.Code;
import dev.runnel.core.diagnostic.Diagnostics;
import dev.runnel.core.diagnostic.Location;
import dev.runnel.core.record.SystemColumn;
import dev.runnel.core.yaml.Node;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Reads the records that a test gives to one stream. */
final class GivenReader {
    /** The bytes of a record that also says when it was received. */
    private static final String RAW = "_raw";

    private static final String RECEIVED_AT = SystemColumn.RECEIVED_AT.column();
    private static final String CORRELATION_ID = SystemColumn.CORRELATION_ID.column();
    private static final List<String> SYSTEM = List.of(RAW, RECEIVED_AT, CORRELATION_ID);
    private static final long MAX_BYTES = 16 << 20;

    private final Instant now;
    private final Diagnostics out;

    GivenReader(Instant now, Diagnostics out) {
        this.now = now;
        this.out = out;
    }

    List<Given> read(Node records) {
        if (records instanceof Node.Mapping) {
            return Options.read(records, List.of(TestDeclarations.FILE), out)
                    .map(s -> file(s.get(TestDeclarations.FILE), s.at(TestDeclarations.FILE)))
                    .orElse(List.of());
        }
        if (records instanceof Node.Scalar scalar && scalar.isNull()) {
            return List.of();
        }
        if (!(records instanceof Node.Sequence sequence)) {
            Kinds.wrongShape(records, "a list of records, or '{ file: NAME }'", out);
            return List.of();
        }
        List<Given> given = new ArrayList<>();
        for (Node item : sequence.items()) {
            record(item).ifPresent(given::add);
        }
        return given;
    }

    private Optional<Given> record(Node item) {
        if (item instanceof Node.Mapping mapping) {
            return mapping(mapping);
        }
        if (item instanceof Node.Scalar scalar && !scalar.isNull()) {
            return Optional.of(raw(scalar.text(), item.at()));
        }
        Kinds.wrongShape(item, "a record: a mapping, or a string that is its JSON", out);
        return Optional.empty();
    }

    private Given raw(String text, Location at) {
        return new Given(text.strip().getBytes(StandardCharsets.UTF_8), now, Optional.empty(), at);
    }

    private Optional<Given> mapping(Node.Mapping mapping) {
        List<Node.Entry> own = new ArrayList<>();
        for (Node.Entry entry : mapping.entries()) {
            if (SYSTEM.contains(entry.key())) {
                continue;
            }
            if (SystemColumn.isSystem(entry.key())) {
                out.error(
                        Code.UNKNOWN_KEY,
                        entry.keyAt(),
                        "'" + entry.key() + "' cannot be given",
                        "beside its fields a record may say " + String.join(", ", SYSTEM));
            }
            own.add(entry);
        }
        Instant receivedAt = mapping.find(RECEIVED_AT)
                .flatMap(at -> Kinds.instant().read(at, out))
                .orElse(now);
        Optional<String> correlationId =
                mapping.find(CORRELATION_ID).flatMap(id -> Kinds.string().read(id, out));
        Optional<Node> raw = mapping.find(RAW);
        if (raw.isEmpty()) {
            return Optional.of(new Given(
                    NodeJson.of(new Node.Mapping(own, mapping.at())), receivedAt, correlationId, mapping.at()));
        }
        if (!own.isEmpty()) {
            out.error(Code.CONFLICT, own.get(0).keyAt(), "a record is given by '_raw' or by its fields, not by both");
        }
        return Kinds.string()
                .read(raw.get(), out)
                .map(text -> new Given(
                        text.strip().getBytes(StandardCharsets.UTF_8), receivedAt, correlationId, mapping.at()));
    }

    private List<Given> file(String name, Location at) {
        Path file = at.file().resolveSibling(name);
        try {
            if (Files.size(file) > MAX_BYTES) {
                out.error(Code.WRONG_VALUE, at, "the file " + file + " is larger than 16 MiB", "give fewer records");
                return List.of();
            }
            List<Given> given = new ArrayList<>();
            List<String> lines = Files.readAllLines(file);
            for (int i = 0; i < lines.size(); i++) {
                if (!lines.get(i).isBlank()) {
                    given.add(raw(lines.get(i), new Location(file, i + 1, 1, "")));
                }
            }
            return given;
        } catch (IOException e) {
            out.error(
                    Code.FILE_MISSING, at, "the file " + file + " cannot be read", "it is looked for beside the test");
            return List.of();
        }
    }
}

package dev.runnel.schema.wire;

import dev.runnel.core.record.Violation.Reason;
import dev.runnel.schema.SchemaType;
import dev.runnel.schema.parse.InvalidSchemaException;
import dev.runnel.schema.parse.ParsedSchema;
import dev.runnel.schema.parse.SchemaParser;
import dev.runnel.schema.registry.RegistryError;
import dev.runnel.schema.registry.RegistryException;
import dev.runnel.schema.registry.SchemaRegistry;
import dev.runnel.schema.registry.SchemaText;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/** The schemas that records were written with, asked for once each. Not thread safe. */
public final class WriterSchemas {
    private static final int MOST = 1_000;
    private static final int DEEPEST = 20;
    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final Duration UNKNOWN_FOR = Duration.ofSeconds(30);
    private static final long PAUSE_MS = 500;

    private final SchemaRegistry registry;
    private final Duration patience;
    private final Map<Integer, Known> known = new LinkedHashMap<>(16, 0.75f, true) {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<Integer, Known> eldest) {
            return size() > MOST;
        }
    };

    /** A schema, or why there is none, and when that was found out. */
    private record Known(@org.jspecify.annotations.Nullable ParsedSchema schema, String trouble, long since) {}

    public WriterSchemas(SchemaRegistry registry) {
        this(registry, PATIENCE);
    }

    /** @param patience how long a registry that does not answer is waited for, a minute otherwise */
    public WriterSchemas(SchemaRegistry registry, Duration patience) {
        this.registry = registry;
        this.patience = patience;
    }

    /**
     * The schema of an id.
     *
     * @throws WireException when there is none, it cannot be used, or it is of another type
     * @throws UncheckedIOException when the registry does not answer in time, or refuses to answer
     */
    ParsedSchema of(int id, SchemaType type) throws WireException {
        Known found = known.get(id);
        if (found == null || found.schema() == null && System.nanoTime() - found.since() > UNKNOWN_FOR.toNanos()) {
            found = fetch(id);
            known.put(id, found);
        }
        ParsedSchema schema = found.schema();
        if (schema == null) {
            throw new WireException(Reason.UNKNOWN_SCHEMA, found.trouble());
        }
        if (schema.type() != type) {
            throw WireException.broken("the value's schema " + id + " is " + schema.type() + ", not " + type);
        }
        return schema;
    }

    private Known fetch(int id) {
        long deadline = System.nanoTime() + patience.toNanos();
        while (true) {
            try {
                return new Known(parsed(registry.schema(id)), "", System.nanoTime());
            } catch (RegistryException e) {
                if (e.status() == RegistryError.SCHEMA_NOT_FOUND.status()) {
                    return new Known(null, "the registry knows no schema " + id, System.nanoTime());
                }
                if (!e.isPassing() || System.nanoTime() > deadline || !pause()) {
                    throw new UncheckedIOException(
                            "schema " + id + " cannot be asked for", new IOException(e.getMessage(), e));
                }
            } catch (InvalidSchemaException e) {
                return new Known(null, "schema " + id + " cannot be used: " + e.getMessage(), System.nanoTime());
            }
        }
    }

    private static boolean pause() {
        try {
            TimeUnit.MILLISECONDS.sleep(PAUSE_MS);
            return true;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    private ParsedSchema parsed(SchemaText schema) throws RegistryException, InvalidSchemaException {
        Map<String, SchemaParser.Named> references = new LinkedHashMap<>();
        collect(schema, references, 0);
        ParsedSchema parsed = SchemaParser.parse(schema.type(), schema.text(), new ArrayList<>(references.values()));
        if (parsed instanceof ParsedSchema.Avro avro && AvroJson.holdsItself(avro.schema(), List.of())) {
            throw new InvalidSchemaException("it is a record inside of itself");
        }
        return parsed;
    }

    private void collect(SchemaText schema, Map<String, SchemaParser.Named> into, int depth)
            throws RegistryException, InvalidSchemaException {
        if (depth > DEEPEST) {
            throw new InvalidSchemaException("its references lead too deep");
        }
        for (SchemaText.Reference reference : schema.references()) {
            SchemaText text = registry.schema(reference.subject(), reference.version());
            collect(text, into, depth + 1);
            into.putIfAbsent(reference.name(), new SchemaParser.Named(reference.name(), text.text()));
        }
    }
}

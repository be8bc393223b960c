package dev.runnel.gateway.registry;

import dev.runnel.core.pipeline.Names;
import dev.runnel.core.pipeline.Pipeline;
import dev.runnel.core.pipeline.Stream;
import dev.runnel.schema.compatibility.CompatibilityLevel;
import dev.runnel.schema.registry.RegistryException;
import dev.runnel.schema.registry.SchemaRegistry;
import dev.runnel.schema.registry.SchemaText;
import dev.runnel.schema.wire.LogSchema;
import dev.runnel.schema.wire.WireWriter;
import dev.runnel.schema.wire.WriterSchemas;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Registers the schema of each stream at the start, and knows its id from then on. While a registry does not answer it is
 * asked again; while it refuses a schema no record of that stream is taken. Thread safe.
 */
public final class StreamSchemas implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(StreamSchemas.class);
    private static final long SOON_MS = 100;
    private static final long LATER_MS = 2_000;

    private final Pipeline pipeline;
    private final SchemaRegistry registry;
    private final Map<String, Integer> ids = new ConcurrentHashMap<>();
    private final Map<String, String> troubles = new ConcurrentHashMap<>();
    private final CountDownLatch closing = new CountDownLatch(1);
    private final Thread thread;

    public StreamSchemas(Pipeline pipeline, SchemaRegistry registry) {
        this.pipeline = pipeline;
        this.registry = registry;
        this.thread = new Thread(this::run, "runnel-stream-schemas");
        thread.setDaemon(true);
        thread.start();
    }

    /** The id of a stream's schema; empty while it is not registered. */
    public OptionalInt id(String stream) {
        Integer id = ids.get(stream);
        return id == null ? OptionalInt.empty() : OptionalInt.of(id);
    }

    /** Why records of a stream are not taken; empty when they are. */
    public Optional<String> trouble(String stream) {
        return ids.containsKey(stream)
                ? Optional.empty()
                : Optional.of(troubles.getOrDefault(stream, "waiting for the schema registry"));
    }

    /** Why records of some stream are not taken; empty when all are. */
    public Optional<String> trouble() {
        return pipeline.streams().stream()
                .flatMap(s -> trouble(s.name()).stream())
                .findFirst();
    }

    private void run() {
        boolean refused = false;
        do {
            for (Stream stream : pipeline.streams()) {
                if (!ids.containsKey(stream.name())) {
                    refused |= !register(stream);
                }
            }
        } while (ids.size() < pipeline.streams().size() && !closes(refused ? LATER_MS : SOON_MS));
    }

    /** False when it was refused, not only late. */
    private boolean register(Stream stream) {
        String subject = Names.valueSubject(stream.log().topic());
        try {
            ids.put(stream.name(), register(stream, subject));
            return true;
        } catch (RegistryException e) {
            String why = e.isPassing()
                    ? "waiting for the schema registry: " + e.getMessage()
                    : "the schema registry refuses the schema of stream " + stream.name() + " (subject " + subject
                            + "): " + e.getMessage();
            if (!why.equals(troubles.put(stream.name(), why)) && !e.isPassing()) {
                LOG.error("{}; its records are not taken until it does", why);
            }
            return e.isPassing();
        }
    }

    private int register(Stream stream, String subject) throws RegistryException {
        return registry instanceof OwnRegistry own
                ? own.registerContract(
                        subject,
                        schema(stream),
                        CompatibilityLevel.valueOf(stream.compatibility().name()))
                : registry.register(subject, schema(stream));
    }

    /** What writes values of a stream whose log is Avro or Protobuf. Not thread safe. */
    public WireWriter writer(Stream stream) {
        return LogSchema.writer(pipeline.name(), stream);
    }

    /**
     * What reads values of a stream's log.
     *
     * @param patience how long a registry that does not answer is waited for
     */
    public LogJson reader(Stream stream, Duration patience) {
        return new LogJson(stream, new WriterSchemas(registry, patience));
    }

    private SchemaText schema(Stream stream) {
        return LogSchema.of(pipeline.name(), stream);
    }

    private boolean closes(long ms) {
        try {
            return closing.await(ms, TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            return true;
        }
    }

    @Override
    public void close() {
        closing.countDown();
        thread.interrupt();
    }
}

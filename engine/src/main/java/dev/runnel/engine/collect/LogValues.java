package dev.runnel.engine.collect;

import dev.runnel.core.codec.DecodedRecord;
import dev.runnel.core.contract.Contract;
import dev.runnel.core.environment.Environment;
import dev.runnel.core.environment.RegistryAddress;
import dev.runnel.core.pipeline.Names;
import dev.runnel.core.pipeline.Stream;
import dev.runnel.core.record.WireFormat;
import dev.runnel.schema.SchemaType;
import dev.runnel.schema.registry.RegistryClient;
import dev.runnel.schema.registry.RegistryException;
import dev.runnel.schema.registry.SchemaText;
import dev.runnel.schema.wire.Frame;
import dev.runnel.schema.wire.LogSchema;
import dev.runnel.schema.wire.WireException;
import dev.runnel.schema.wire.WireWriter;
import java.io.Serializable;
import java.time.Duration;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** How a stream's log holds its values, in a form that Flink can send to where they are written. */
record LogValues(
        WireFormat format,
        String pipeline,
        String stream,
        String subject,
        SchemaType type,
        String schema,
        @Nullable RegistryAddress registry)
        implements Serializable {
    /** How long a registry may be away, or wait for the gateway to set its rules, while a job starts. */
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    static LogValues of(String pipeline, Stream stream, Environment environment) {
        SchemaText schema = LogSchema.of(pipeline, stream);
        return new LogValues(
                stream.log().format(),
                pipeline,
                stream.name(),
                Names.valueSubject(stream.log().topic()),
                schema.type(),
                schema.text(),
                environment.registry().orElse(null));
    }

    /** Makes JSON into values. Not thread safe. */
    final class Writer {
        private final int id;
        private final @Nullable WireWriter writer;

        private Writer(int id, @Nullable WireWriter writer) {
            this.id = id;
            this.writer = writer;
        }

        /** The id of the schema, as the header has it; null where there is no registry. */
        @Nullable
        String schemaId() {
            return registry == null ? null : Integer.toString(id);
        }

        /**
         * The value.
         *
         * @param record what the JSON says
         * @throws WireException when the log's format cannot carry it
         */
        byte[] value(byte[] json, DecodedRecord record) throws WireException {
            return switch (format) {
                case JSON -> json;
                case JSON_SCHEMA -> Frame.of(id, json);
                case AVRO, PROTOBUF -> Objects.requireNonNull(writer).value(id, WireWriter.row(record));
            };
        }
    }

    /**
     * Asks the registry for the schema's id.
     *
     * @throws InterruptedException when interrupted while the registry is waited for
     * @throws IllegalStateException when the registry refuses the schema, or does not answer for long
     */
    Writer open(Contract contract) throws InterruptedException {
        int id = registry == null ? none() : register(registry);
        boolean encodes = format == WireFormat.AVRO || format == WireFormat.PROTOBUF;
        return new Writer(id, encodes ? WireWriter.of(format, pipeline, stream, "", contract.type()) : null);
    }

    private int none() {
        if (format != WireFormat.JSON) {
            throw new IllegalStateException("the log of " + stream + " is " + format.id()
                    + ", which needs a schema registry: name one with 'registry:'");
        }
        return 0;
    }

    private int register(RegistryAddress address) throws InterruptedException {
        RegistryClient client = new RegistryClient(address);
        long deadline = System.nanoTime() + PATIENCE.toNanos();
        while (true) {
            try {
                return client.register(subject, new SchemaText(type, schema));
            } catch (RegistryException e) {
                if (System.nanoTime() > deadline) {
                    throw new IllegalStateException(
                            "the schema of " + subject + " cannot be registered: " + e.getMessage(), e);
                }
                TimeUnit.MILLISECONDS.sleep(300);
            }
        }
    }
}

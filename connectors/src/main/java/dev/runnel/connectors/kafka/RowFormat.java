package dev.runnel.connectors.kafka;

import dev.runnel.core.contract.Contract;
import dev.runnel.core.contract.RecordType;
import dev.runnel.core.environment.RegistryAddress;
import dev.runnel.core.json.JsonText;
import dev.runnel.core.pipeline.Names;
import dev.runnel.core.record.WireFormat;
import dev.runnel.engine.row.ContractTypes;
import dev.runnel.engine.row.JsonRows;
import dev.runnel.engine.row.RowValues;
import dev.runnel.schema.SchemaType;
import dev.runnel.schema.export.ContractJsonSchema;
import dev.runnel.schema.registry.RegistryClient;
import dev.runnel.schema.registry.RegistryException;
import dev.runnel.schema.registry.SchemaText;
import dev.runnel.schema.wire.Frame;
import dev.runnel.schema.wire.WireException;
import dev.runnel.schema.wire.WireWriter;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.apache.flink.table.data.RowData;
import org.apache.flink.table.types.logical.RowType;

/** Rows as values of a topic in one format; registers their schema when it is made. Not thread safe. */
interface RowFormat {
    /** How long a registry may be away while a job starts. */
    Duration PATIENCE = Duration.ofSeconds(60);

    /**
     * The row's value.
     *
     * @throws WireException when the format cannot carry it
     */
    byte[] value(RowData row) throws WireException;

    /**
     * Makes a format.
     *
     * @param namespace the pipeline's name
     * @param name the stream or model
     * @param registry not needed for plain JSON
     */
    static RowFormat of(
            WireFormat format,
            String namespace,
            String name,
            String topic,
            RowType type,
            Optional<RegistryAddress> registry) {
        JsonRows json = new JsonRows(type);
        if (format == WireFormat.JSON) {
            return json::object;
        }
        RecordType fields = ContractTypes.of(type);
        String subject = Names.valueSubject(topic);
        if (format == WireFormat.JSON_SCHEMA) {
            int id = register(registry, subject, jsonSchema(name, fields));
            return row -> Frame.of(id, json.object(row));
        }
        WireWriter writer = WireWriter.of(format, namespace, name, "", fields);
        RowValues values = new RowValues(type);
        int id = register(registry, subject, writer.schema());
        return row -> writer.value(id, values.of(row));
    }

    /**
     * Whether rows of a type can be written, before anything runs.
     *
     * @throws IllegalArgumentException when they cannot
     */
    static void check(WireFormat format, String name, RowType type) {
        if (format == WireFormat.AVRO || format == WireFormat.PROTOBUF) {
            WireWriter.of(format, name, name, "", ContractTypes.of(type));
        }
    }

    private static SchemaText jsonSchema(String name, RecordType fields) {
        Contract contract = new Contract(name, fields, Optional.empty(), Optional.empty(), Contract.UnknownFields.KEEP);
        return new SchemaText(SchemaType.JSON, JsonText.of(ContractJsonSchema.document(contract, "")));
    }

    private static int register(Optional<RegistryAddress> registry, String subject, SchemaText schema) {
        RegistryClient client = new RegistryClient(
                registry.orElseThrow(() -> new IllegalStateException("there is no schema registry for " + subject)));
        long deadline = System.nanoTime() + PATIENCE.toNanos();
        while (true) {
            try {
                return client.register(subject, schema);
            } catch (RegistryException e) {
                if (!e.isPassing() || System.nanoTime() > deadline || !pause()) {
                    throw new IllegalStateException(
                            "the schema of " + subject + " cannot be registered: " + e.getMessage(), e);
                }
            }
        }
    }

    private static boolean pause() {
        try {
            TimeUnit.MILLISECONDS.sleep(500);
            return true;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }
}

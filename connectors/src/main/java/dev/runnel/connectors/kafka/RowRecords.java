package dev.runnel.connectors.kafka;

import dev.runnel.core.environment.RegistryAddress;
import dev.runnel.core.record.WireFormat;
import dev.runnel.engine.Target;
import dev.runnel.engine.log.LogRecord;
import dev.runnel.engine.row.KeyText;
import dev.runnel.schema.wire.WireException;
import java.io.Serializable;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Objects;
import java.util.Optional;
import org.apache.flink.table.data.RowData;
import org.apache.flink.table.types.logical.RowType;
import org.apache.flink.types.RowKind;
import org.jspecify.annotations.Nullable;

/** One value a row; a row that is gone becomes a tombstone of its key. Not thread safe. */
final class RowRecords implements Serializable {
    private static final long serialVersionUID = 1;
    /** As a view's topic has it too. */
    private static final byte[] ONE_ROW = "[]".getBytes(StandardCharsets.UTF_8);

    private final String topic;
    private final String pipeline;
    private final String name;
    private final WireFormat format;
    private final @Nullable RegistryAddress registry;
    private final RowType type;
    private final ArrayList<String> key;
    private final boolean oneRow;
    private transient @Nullable RowFormat values;
    private transient @Nullable KeyText keys;

    RowRecords(Target target) {
        this.topic = target.settings().get(KafkaConnector.TOPIC);
        this.pipeline = target.pipeline();
        this.name = target.name();
        this.format = WireFormat.of(target.settings().get(KafkaConnector.FORMAT));
        this.registry = target.environment().registry().orElse(null);
        this.type = target.type();
        this.key = new ArrayList<>(
                target.key().isEmpty() ? target.recordKey().stream().toList() : target.key());
        this.oneRow = target.oneRow();
        RowFormat.check(format, name, type);
    }

    /** To be called once, where the rows are. */
    void open() {
        values = RowFormat.of(format, pipeline, name, topic, type, Optional.ofNullable(registry));
        keys = new KeyText(type, key);
    }

    /** Key and value; null when the row leaves no trace in a topic. */
    @Nullable
    LogRecord record(RowData row) throws WireException {
        if (row.getRowKind() == RowKind.UPDATE_BEFORE) {
            return null;
        }
        byte[] value = row.getRowKind() == RowKind.DELETE
                ? null
                : Objects.requireNonNull(values).value(row);
        return new LogRecord(oneRow ? ONE_ROW : Objects.requireNonNull(keys).of(row), value, 0, null, null, 0, 0);
    }
}

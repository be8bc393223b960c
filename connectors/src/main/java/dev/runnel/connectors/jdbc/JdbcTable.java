package dev.runnel.connectors.jdbc;

import dev.runnel.core.connector.Settings;
import dev.runnel.core.record.SystemColumn;
import dev.runnel.engine.Refused;
import dev.runnel.engine.Target;
import dev.runnel.engine.row.KeyText;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.apache.flink.api.java.functions.KeySelector;
import org.apache.flink.streaming.api.datastream.DataStream;
import org.apache.flink.table.data.RowData;
import org.apache.flink.table.types.logical.RowType;
import org.jspecify.annotations.Nullable;

/** Adds the writing of a table to a job. */
final class JdbcTable {
    /** A row of a log is the same row wherever it is read from. */
    private static final List<String> POSITION = List.of(SystemColumn.PARTITION.column(), SystemColumn.OFFSET.column());

    private JdbcTable() {}

    static DataStream<RowData> attach(DataStream<RowData> rows, Target target) {
        TableSpec table = table(target);
        // The changes of one key stay in order, and two writers never wait for each other's row.
        DataStream<RowData> keyed = target.key().isEmpty() ? rows : rows.keyBy(new Key(target.type(), target.key()));
        String uid = target.uid() + "/write";
        return keyed.transform(uid, Refused.type(target.type()), new JdbcWriter(table))
                .uid(uid);
    }

    private static TableSpec table(Target target) {
        Settings settings = target.settings();
        String url = settings.find(JdbcConnector.URL)
                .orElseGet(() -> "jdbc:h2:file:"
                        + target.environment()
                                .dataDir()
                                .resolve("store")
                                .resolve("store")
                                .toAbsolutePath());
        return new TableSpec(
                Dialect.of(url).orElseThrow(() -> new IllegalArgumentException("no database is known by " + url)),
                url,
                settings.find(JdbcConnector.USER).orElse(null),
                settings.find(JdbcConnector.PASSWORD).orElse(null),
                settings.find(JdbcConnector.TABLE).orElse(target.name()),
                target.type(),
                new ArrayList<>(target.key().isEmpty() ? POSITION : target.key()),
                settings.get(JdbcConnector.BATCH));
    }

    /** The key's text. */
    private static final class Key implements KeySelector<RowData, String> {
        private static final long serialVersionUID = 1;

        private final RowType type;
        private final ArrayList<String> columns;
        private transient @Nullable KeyText text;

        Key(RowType type, List<String> columns) {
            this.type = type;
            this.columns = new ArrayList<>(columns);
        }

        @Override
        public String getKey(RowData row) {
            KeyText known = text;
            if (known == null) {
                known = new KeyText(type, columns);
                text = known;
            }
            byte[] key = known.of(row);
            return key == null ? "" : new String(key, StandardCharsets.UTF_8);
        }
    }
}

package dev.runnel.engine.testing;

import dev.runnel.engine.row.JsonRows;
import org.apache.flink.api.connector.sink2.Sink;
import org.apache.flink.api.connector.sink2.SinkWriter;
import org.apache.flink.api.connector.sink2.WriterInitContext;
import org.apache.flink.table.data.RowData;
import org.apache.flink.table.types.logical.RowType;

/** Keeps every change of a model's result on its bench. */
record KeptRows(long bench, RowType type) implements Sink<RowData> {

    @Override
    public SinkWriter<RowData> createWriter(WriterInitContext context) {
        Bench kept = Bench.of(bench);
        JsonRows json = new JsonRows(type);
        return new SinkWriter<>() {
            @Override
            public void write(RowData row, Context rowContext) {
                kept.add(row, json);
            }

            @Override
            public void flush(boolean endOfInput) {}

            @Override
            public void close() {}
        };
    }
}

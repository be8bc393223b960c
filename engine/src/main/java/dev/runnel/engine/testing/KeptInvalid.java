package dev.runnel.engine.testing;

import dev.runnel.engine.invalid.InvalidRecord;
import org.apache.flink.api.connector.sink2.Sink;
import org.apache.flink.api.connector.sink2.SinkWriter;
import org.apache.flink.api.connector.sink2.WriterInitContext;

/** Keeps every row that a model's data checks refused on its bench. */
record KeptInvalid(long bench) implements Sink<InvalidRecord> {

    @Override
    public SinkWriter<InvalidRecord> createWriter(WriterInitContext context) {
        Bench kept = Bench.of(bench);
        return new SinkWriter<>() {
            @Override
            public void write(InvalidRecord record, Context recordContext) {
                kept.refused(record);
            }

            @Override
            public void flush(boolean endOfInput) {}

            @Override
            public void close() {}
        };
    }
}

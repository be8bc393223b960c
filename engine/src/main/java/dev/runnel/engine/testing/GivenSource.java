package dev.runnel.engine.testing;

import java.nio.ByteBuffer;
import org.apache.flink.api.connector.source.Boundedness;
import org.apache.flink.api.connector.source.Source;
import org.apache.flink.api.connector.source.SourceReader;
import org.apache.flink.api.connector.source.SourceReaderContext;
import org.apache.flink.api.connector.source.SourceSplit;
import org.apache.flink.api.connector.source.SplitEnumerator;
import org.apache.flink.api.connector.source.SplitEnumeratorContext;
import org.apache.flink.connector.kafka.source.reader.deserializer.KafkaRecordDeserializationSchema;
import org.apache.flink.core.io.SimpleVersionedSerializer;
import org.apache.flink.table.data.RowData;

/** The given records of one stream, read once in their order by the first subtask. */
final class GivenSource implements Source<RowData, GivenSource.Split, Boolean> {
    private static final long serialVersionUID = 1;

    private final long bench;
    private final String stream;
    private final KafkaRecordDeserializationSchema<RowData> schema;

    /** @param offset of the next record */
    record Split(int offset) implements SourceSplit {
        @Override
        public String splitId() {
            return "given";
        }
    }

    GivenSource(long bench, String stream, KafkaRecordDeserializationSchema<RowData> schema) {
        this.bench = bench;
        this.stream = stream;
        this.schema = schema;
    }

    @Override
    public Boundedness getBoundedness() {
        return Boundedness.BOUNDED;
    }

    @Override
    public SourceReader<RowData, Split> createReader(SourceReaderContext context) {
        return new GivenReader(Bench.of(bench), stream, schema, context);
    }

    @Override
    public SplitEnumerator<Split, Boolean> createEnumerator(SplitEnumeratorContext<Split> context) {
        return new GivenEnumerator(context, false);
    }

    @Override
    public SplitEnumerator<Split, Boolean> restoreEnumerator(SplitEnumeratorContext<Split> context, Boolean assigned) {
        return new GivenEnumerator(context, assigned);
    }

    @Override
    public SimpleVersionedSerializer<Split> getSplitSerializer() {
        return new Numbers<>() {
            @Override
            int number(Split split) {
                return split.offset();
            }

            @Override
            Split of(int number) {
                return new Split(number);
            }
        };
    }

    @Override
    public SimpleVersionedSerializer<Boolean> getEnumeratorCheckpointSerializer() {
        return new Numbers<>() {
            @Override
            int number(Boolean assigned) {
                return assigned ? 1 : 0;
            }

            @Override
            Boolean of(int number) {
                return number == 1;
            }
        };
    }

    /** Writes what a single number says. */
    private abstract static class Numbers<T> implements SimpleVersionedSerializer<T> {
        abstract int number(T value);

        abstract T of(int number);

        @Override
        public int getVersion() {
            return 1;
        }

        @Override
        public byte[] serialize(T value) {
            return ByteBuffer.allocate(Integer.BYTES).putInt(number(value)).array();
        }

        @Override
        public T deserialize(int version, byte[] bytes) {
            return of(ByteBuffer.wrap(bytes).getInt());
        }
    }
}

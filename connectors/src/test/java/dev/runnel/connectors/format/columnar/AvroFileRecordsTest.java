package dev.runnel.connectors.format.columnar;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.runnel.connectors.format.Given;
import dev.runnel.connectors.format.Resuming;
import dev.runnel.connectors.format.record.BrokenFileException;
import dev.runnel.connectors.format.record.DataFile;
import dev.runnel.connectors.format.record.Mark;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.LongStream;
import org.apache.avro.Schema;
import org.apache.avro.file.CodecFactory;
import org.apache.avro.file.DataFileWriter;
import org.apache.avro.generic.GenericData;
import org.apache.avro.generic.GenericDatumWriter;
import org.apache.avro.generic.GenericRecord;
import org.apache.avro.generic.GenericRecordBuilder;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class AvroFileRecordsTest {
    private static final Schema ORDER = new Schema.Parser()
            .parse(
                    """
            {"type": "record", "name": "Order", "fields": [
              {"name": "id", "type": "long"},
              {"name": "note", "type": ["null", "string"], "default": null}]}""");

    @TempDir
    Path folder;

    private DataFile write(Schema schema, String codec, List<?> values) throws IOException {
        Path path = folder.resolve("t.avro");
        try (DataFileWriter<Object> writer = new DataFileWriter<>(new GenericDatumWriter<>(schema))) {
            writer.setCodec(CodecFactory.fromString(codec)).setSyncInterval(256);
            writer.create(schema, path.toFile());
            for (Object value : values) {
                writer.append(value);
            }
        }
        return Given.local(path);
    }

    private static Given.Opening opening(DataFile file) {
        return from -> AvroFileRecords.open(file, Given.NOTHING, from);
    }

    private static GenericRecord order(long id) {
        return new GenericRecordBuilder(ORDER)
                .set("id", id)
                .set("note", id % 2 == 0 ? null : "n" + id)
                .build();
    }

    @ParameterizedTest
    @ValueSource(strings = {"null", "deflate", "snappy", "zstandard", "bzip2"})
    void recordsOfManyBlocks(String codec) throws IOException {
        List<GenericRecord> orders =
                LongStream.range(0, 500).mapToObj(AvroFileRecordsTest::order).toList();
        Given.Opening opening = opening(write(ORDER, codec, orders));
        assertThat(Given.texts(opening))
                .hasSize(500)
                .startsWith("{\"id\":0,\"note\":null}", "{\"id\":1,\"note\":\"n1\"}")
                .endsWith("{\"id\":499,\"note\":\"n499\"}");
        Resuming.check(opening);
    }

    @Test
    void valuesOfEveryType() throws IOException {
        Schema schema = new Schema.Parser()
                .parse(
                        """
                {"type": "record", "name": "All", "fields": [
                  {"name": "b", "type": "boolean"},
                  {"name": "bytes", "type": "bytes"},
                  {"name": "f", "type": "float"},
                  {"name": "e", "type": {"type": "enum", "name": "E", "symbols": ["A", "B"]}},
                  {"name": "l", "type": {"type": "array", "items": ["null", "int"]}},
                  {"name": "m", "type": {"type": "map", "values": "long"}},
                  {"name": "r", "type": {"type": "record", "name": "R", "fields": [{"name": "x", "type": "int"}]}},
                  {"name": "d", "type": {"type": "bytes", "logicalType": "decimal", "precision": 9, "scale": 2}},
                  {"name": "big", "type": {"type": "bytes", "logicalType": "big-decimal"}},
                  {"name": "id", "type": {"type": "fixed", "name": "U", "size": 16, "logicalType": "uuid"}},
                  {"name": "day", "type": {"type": "int", "logicalType": "date"}},
                  {"name": "clock", "type": {"type": "long", "logicalType": "time-micros"}},
                  {"name": "ms", "type": {"type": "long", "logicalType": "timestamp-millis"}},
                  {"name": "ns", "type": {"type": "long", "logicalType": "timestamp-nanos"}},
                  {"name": "local", "type": {"type": "long", "logicalType": "local-timestamp-micros"}}]}""");
        GenericRecord record = new GenericData.Record(schema);
        record.put("b", true);
        record.put("bytes", ByteBuffer.wrap(new byte[] {0, -1}));
        record.put("f", 0.1f);
        record.put("e", new GenericData.EnumSymbol(schema.getField("e").schema(), "B"));
        record.put("l", Arrays.asList(1, null));
        record.put("m", Map.of("k", 5L));
        GenericRecord inner = new GenericData.Record(schema.getField("r").schema());
        inner.put("x", 7);
        record.put("r", inner);
        record.put("d", ByteBuffer.wrap(new byte[] {-5}));
        record.put("big", ByteBuffer.wrap(new byte[] {4, 1, -5, 4}));
        byte[] id = new byte[16];
        id[15] = 1;
        record.put("id", new GenericData.Fixed(schema.getField("id").schema(), id));
        record.put("day", 1);
        record.put("clock", 1_000_000L);
        record.put("ms", -1L);
        record.put("ns", 1L);
        record.put("local", 1_000_000L);
        assertThat(Given.texts(opening(write(schema, "null", List.of(record)))))
                .containsExactly("{\"b\":true,\"bytes\":\"AP8=\",\"f\":0.1,\"e\":\"B\",\"l\":[1,null],\"m\":{\"k\":5},"
                        + "\"r\":{\"x\":7},\"d\":-5E-2,\"big\":507E-2,\"id\":\"00000000-0000-0000-0000-000000000001\","
                        + "\"day\":\"1970-01-02\",\"clock\":\"00:00:01\",\"ms\":\"1969-12-31T23:59:59.999Z\","
                        + "\"ns\":\"1970-01-01T00:00:00.000000001Z\",\"local\":\"1970-01-01T00:00:01Z\"}");
    }

    @Test
    void aFileOfOtherValuesThanRecordsIsOneClearMessage() throws IOException {
        DataFile texts = write(Schema.create(Schema.Type.STRING), "null", List.of("a"));
        assertThatThrownBy(() -> AvroFileRecords.open(texts, Given.NOTHING, Mark.START))
                .isInstanceOf(BrokenFileException.class)
                .hasMessage(
                        "t.avro: its schema is no record, or a record inside of itself; write it with a record as its"
                                + " schema");
        Schema node = new Schema.Parser()
                .parse(
                        """
                {"type": "record", "name": "Node", "fields": [{"name": "next", "type": ["null", "Node"]}]}""");
        DataFile nodes = write(
                node,
                "null",
                List.of(new GenericRecordBuilder(node).set("next", null).build()));
        assertThatThrownBy(() -> AvroFileRecords.open(nodes, Given.NOTHING, Mark.START))
                .hasMessageContaining("a record inside of itself");
    }
}

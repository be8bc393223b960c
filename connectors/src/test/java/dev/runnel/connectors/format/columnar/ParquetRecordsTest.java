package dev.runnel.connectors.format.columnar;

import static org.assertj.core.api.Assertions.assertThat;

import dev.runnel.connectors.format.Given;
import dev.runnel.connectors.format.Resuming;
import dev.runnel.core.contract.Field;
import dev.runnel.core.contract.RecordType;
import dev.runnel.core.contract.TimeFormat;
import dev.runnel.core.contract.Type;
import java.io.IOException;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.Statement;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import org.apache.parquet.conf.PlainParquetConfiguration;
import org.apache.parquet.example.data.Group;
import org.apache.parquet.example.data.simple.NanoTime;
import org.apache.parquet.example.data.simple.SimpleGroup;
import org.apache.parquet.hadoop.ParquetWriter;
import org.apache.parquet.hadoop.example.ExampleParquetWriter;
import org.apache.parquet.io.LocalOutputFile;
import org.apache.parquet.io.api.Binary;
import org.apache.parquet.schema.MessageType;
import org.apache.parquet.schema.MessageTypeParser;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ParquetRecordsTest {
    @TempDir
    Path folder;

    private String read(String fields, RecordType shape, Consumer<Group> values) throws IOException {
        MessageType schema = MessageTypeParser.parseMessageType("message row { " + fields + " }");
        Path path = folder.resolve("t" + System.nanoTime() + ".parquet");
        try (ParquetWriter<Group> writer = ExampleParquetWriter.builder(new LocalOutputFile(path))
                .withConf(new PlainParquetConfiguration())
                .withType(schema)
                .build()) {
            Group row = new SimpleGroup(schema);
            values.accept(row);
            writer.write(row);
        }
        List<String> rows = Given.texts(from -> ParquetRecords.open(Given.local(path), shape, from));
        assertThat(rows).hasSize(1);
        return rows.get(0);
    }

    private String read(String fields, Consumer<Group> values) throws IOException {
        return read(fields, Given.NOTHING, values);
    }

    @Test
    void plainValuesAndNulls() throws IOException {
        String fields = "required boolean b; required int32 i; required int64 l; required float f; required double d;"
                + " required double nan; required binary s (STRING); required binary e (ENUM); required binary raw;"
                + " required fixed_len_byte_array(3) fx; optional int32 missing; required binary j (JSON);";
        assertThat(read(fields, g -> g.append("b", true)
                        .append("i", -1)
                        .append("l", Long.MIN_VALUE)
                        .append("f", 0.1f)
                        .append("d", 0.1)
                        .append("nan", Double.NaN)
                        .append("s", "ä😀")
                        .append("e", "RED")
                        .append("raw", Binary.fromConstantByteArray(new byte[] {0, (byte) 0xFF}))
                        .append("fx", Binary.fromConstantByteArray(new byte[] {1, 2, 3}))
                        .append("j", "{\"a\": 1}")))
                .isEqualTo("{\"b\":true,\"i\":-1,\"l\":-9223372036854775808,\"f\":0.1,\"d\":0.1,\"nan\":\"NaN\","
                        + "\"s\":\"ä😀\",\"e\":\"RED\",\"raw\":\"AP8=\",\"fx\":\"AQID\",\"j\":{\"a\": 1}}");
    }

    @Test
    void numbersOfEveryWidthAndScale() throws IOException {
        String fields = "required int32 u8 (INTEGER(8,false)); required int32 u32 (INTEGER(32,false));"
                + " required int64 u64 (INTEGER(64,false)); required int32 i16 (INTEGER(16,true));"
                + " required int32 d9 (DECIMAL(9,2)); required int64 d18 (DECIMAL(18,4));"
                + " required fixed_len_byte_array(16) d38 (DECIMAL(38,10)); required binary db (DECIMAL(20,3));"
                + " required fixed_len_byte_array(2) half (FLOAT16);";
        assertThat(read(fields, g -> g.append("u8", 255)
                        .append("u32", -1)
                        .append("u64", -1L)
                        .append("i16", -32768)
                        .append("d9", -5)
                        .append("d18", 123_456_789_012_345_678L)
                        .append("d38", bytes(16, -1))
                        .append("db", Binary.fromConstantByteArray(new byte[] {0x01, 0x00}))
                        .append("half", Binary.fromConstantByteArray(new byte[] {0x00, (byte) 0xC1}))))
                .isEqualTo("{\"u8\":255,\"u32\":4294967295,\"u64\":18446744073709551615,\"i16\":-32768,\"d9\":-0.05,"
                        + "\"d18\":12345678901234.5678,\"d38\":-0.0000000001,\"db\":0.256,\"half\":-2.5}");
    }

    @Test
    void timesOfEveryUnit() throws IOException {
        String fields = "required int32 date (DATE); required int32 tms (TIME(MILLIS,true));"
                + " required int64 tus (TIME(MICROS,true)); required int64 tns (TIME(NANOS,false));"
                + " required int64 ms (TIMESTAMP(MILLIS,true)); required int64 us (TIMESTAMP(MICROS,false));"
                + " required int64 ns (TIMESTAMP(NANOS,true)); required int96 old;"
                + " required fixed_len_byte_array(16) id (UUID); required fixed_len_byte_array(12) iv (INTERVAL);";
        Consumer<Group> values = g -> g.append("date", -1)
                .append("tms", 3_723_004)
                .append("tus", 3_723_004_005L)
                .append("tns", 3_723_004_005_006L)
                .append("ms", -1L)
                .append("us", 1_700_000_000_123_456L)
                .append("ns", -1L)
                .append("old", new NanoTime(2_440_589, 1_500_000_000L))
                .append("id", Binary.fromConstantByteArray(new byte[] {
                    0, 17, 34, 51, 68, 85, 102, 119, -120, -103, -86, -69, -52, -35, -18, -1
                }))
                .append("iv", Binary.fromConstantByteArray(new byte[] {1, 0, 0, 0, 2, 0, 0, 0, 4, 1, 0, 0}));
        assertThat(read(fields, values))
                .isEqualTo("{\"date\":\"1969-12-31\",\"tms\":\"01:02:03.004\",\"tus\":\"01:02:03.004005\","
                        + "\"tns\":\"01:02:03.004005006\",\"ms\":\"1969-12-31T23:59:59.999Z\","
                        + "\"us\":\"2023-11-14T22:13:20.123456Z\",\"ns\":\"1969-12-31T23:59:59.999999999Z\","
                        + "\"old\":\"1970-01-02T00:00:01.500Z\",\"id\":\"00112233-4455-6677-8899-aabbccddeeff\","
                        + "\"iv\":\"P1M2DT0.260S\"}");
        Field millis = new Field(
                "ms",
                Type.Primitive.TIMESTAMP,
                false,
                List.of(),
                Optional.empty(),
                Optional.empty(),
                TimeFormat.EPOCH_MILLIS,
                "");
        assertThat(read(
                        "required int64 ms (TIMESTAMP(MILLIS,true));",
                        new RecordType(List.of(millis)),
                        g -> g.append("ms", 17L)))
                .isEqualTo("{\"ms\":17.000}");
    }

    @Test
    void listsMapsAndRowsInOldFormsToo() throws IOException {
        String fields = "optional group l (LIST) { repeated group list { optional int32 element; } }"
                + " optional group two (LIST) { repeated int32 array; }"
                + " optional group tup (LIST) { repeated group tup_tuple { required int32 x; } }"
                + " repeated int32 bare; repeated group rows { optional int32 x; }"
                + " optional group m (MAP) { repeated group key_value { required binary key (STRING); optional int32 value; } }"
                + " optional group mi (MAP) { repeated group key_value { required int32 key; required boolean value; } }"
                + " optional group r { optional binary s (STRING); optional group in { required int32 y; } }"
                + " optional group none (LIST) { repeated group list { optional int32 element; } }";
        Consumer<Group> values = g -> {
            Group list = g.addGroup("l");
            list.addGroup("list").append("element", 1);
            list.addGroup("list");
            g.addGroup("two").append("array", 1).append("array", 2);
            g.addGroup("tup").addGroup("tup_tuple").append("x", 3);
            g.append("bare", 4).append("bare", 5);
            g.addGroup("rows").append("x", 6);
            g.addGroup("rows");
            Group map = g.addGroup("m");
            map.addGroup("key_value").append("key", "a").append("value", 1);
            map.addGroup("key_value").append("key", "b");
            g.addGroup("mi").addGroup("key_value").append("key", 7).append("value", true);
            g.addGroup("r").append("s", "x").addGroup("in").append("y", 8);
        };
        assertThat(read(fields, values))
                .isEqualTo("{\"l\":[1,null],\"two\":[1,2],\"tup\":[{\"x\":3}],\"bare\":[4,5],\"rows\":[{\"x\":6},{}],"
                        + "\"m\":{\"a\":1,\"b\":null},\"mi\":{\"7\":true},\"r\":{\"s\":\"x\",\"in\":{\"y\":8}}}");
    }

    @Test
    void bytesThatTextIsWantedOfAreText() throws IOException {
        assertThat(read("required binary s;", Given.type("s", Type.Primitive.STRING), g -> g.append("s", "old")))
                .isEqualTo("{\"s\":\"old\"}");
    }

    @Test
    void filesOfAnotherWriterInManyRowGroups() throws Exception {
        Path path = folder.resolve("duck.parquet");
        try (Connection connection = DriverManager.getConnection("jdbc:duckdb:");
                Statement statement = connection.createStatement()) {
            statement.execute("COPY (SELECT i AS id, 'text ' || i AS s, (i * 1.25)::DECIMAL(12,2) AS d,"
                    + " CASE WHEN i % 3 = 0 THEN NULL ELSE [i, NULL] END AS l, {'a': i} AS r, MAP {'k': i} AS m,"
                    + " TIMESTAMP '2020-01-01 00:00:00' + INTERVAL (i) SECOND AS t FROM range(7000) x(i))"
                    + " TO '" + path + "' (FORMAT parquet, COMPRESSION zstd, ROW_GROUP_SIZE 2048)");
        }
        Given.Opening opening = from -> ParquetRecords.open(Given.local(path), Given.NOTHING, from);
        List<String> rows = Given.texts(opening);
        assertThat(rows).hasSize(7000);
        assertThat(rows.get(4001))
                .isEqualTo("{\"id\":4001,\"s\":\"text 4001\",\"d\":5001.25,\"l\":[4001,null],\"r\":{\"a\":4001},"
                        + "\"m\":{\"k\":4001},\"t\":\"2020-01-01T01:06:41Z\"}");
        assertThat(rows.get(6999)).contains("\"id\":6999").doesNotContain("\"l\":");
        Resuming.check(opening);
    }

    private static Binary bytes(int length, int value) {
        byte[] bytes = new byte[length];
        Arrays.fill(bytes, (byte) value);
        return Binary.fromConstantByteArray(bytes);
    }
}

package dev.runnel.connectors.jdbc.cdc;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.sql.SQLException;
import java.util.Arrays;
import java.util.List;
import org.apache.kafka.connect.data.Schema;
import org.apache.kafka.connect.data.SchemaBuilder;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class ConnectRowTest {
    private static final Schema LOCAL =
            SchemaBuilder.string().name("io.debezium.time.IsoTimestamp").build();
    private static final Schema ZONED =
            SchemaBuilder.string().name("io.debezium.time.ZonedTimestamp").build();
    private static final Schema BITS = SchemaBuilder.bytes()
            .name("io.debezium.data.Bits")
            .parameter("length", "10")
            .build();

    @Test
    void timesAreWrittenAsTheDatabaseWritesThem() throws SQLException {
        assertThat(text(LOCAL, "2026-01-31T10:15:30.5Z", "timestamp")).isEqualTo("2026-01-31T10:15:30.5");
        assertThat(text(ZONED, "2026-01-31T10:15:30Z", "timestamptz")).isEqualTo("2026-01-31T10:15:30Z");
    }

    @Test
    void whatIsNoNumberIsNamedAsTheDatabaseNamesIt() throws SQLException {
        assertThat(text(Schema.STRING_SCHEMA, "NAN", "numeric")).isEqualTo("NaN");
        assertThat(text(Schema.STRING_SCHEMA, "NAN", "text")).isEqualTo("NAN");
    }

    @Test
    void bitsBeginWithTheGreatest() throws SQLException {
        byte[] five = {5, 0};
        assertThat(text(BITS, five, "bit")).isEqualTo("0000000101");
    }

    @Test
    void arraysAreTheirJson() throws SQLException {
        Schema texts = SchemaBuilder.array(Schema.OPTIONAL_STRING_SCHEMA).build();
        assertThat(text(texts, Arrays.asList("a", null, "b\"c"), "_text")).isEqualTo("[\"a\",null,\"b\\\"c\"]");
        assertThat(text(texts, List.of("1.50", "NaN"), "_numeric")).isEqualTo("[1.50,\"NaN\"]");
        assertThat(text(SchemaBuilder.array(LOCAL).build(), List.of("2026-01-31T10:15:30Z"), "_timestamp"))
                .isEqualTo("[\"2026-01-31T10:15:30\"]");
    }

    @Test
    void whatIsNotThereIsNull() throws SQLException {
        ConnectRow row = new ConnectRow(Server.POSTGRES);
        row.set(Schema.OPTIONAL_BOOLEAN_SCHEMA, null, "bool", -1);
        assertThat(row.asResult().getBoolean(1)).isFalse();
        assertThat(row.asResult().wasNull()).isTrue();
        assertThat(row.asResult().getString(1)).isNull();
    }

    @Test
    void valuesLeftOutAreKnown() {
        byte[] mark = TaskProperties.UNCHANGED.getBytes(StandardCharsets.UTF_8);
        assertThat(ConnectRow.isUnchanged(TaskProperties.UNCHANGED)).isTrue();
        assertThat(ConnectRow.isUnchanged(ByteBuffer.wrap(mark))).isTrue();
        assertThat(ConnectRow.isUnchanged(List.of(TaskProperties.UNCHANGED))).isTrue();
        assertThat(ConnectRow.isUnchanged("unchanged")).isFalse();
        assertThat(ConnectRow.isUnchanged(List.of())).isFalse();
    }

    private static @Nullable String text(Schema schema, Object value, String type) throws SQLException {
        ConnectRow row = new ConnectRow(Server.POSTGRES);
        row.set(schema, value, type, -1);
        return row.asResult().getString(1);
    }
}

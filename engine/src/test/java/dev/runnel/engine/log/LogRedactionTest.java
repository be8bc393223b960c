package dev.runnel.engine.log;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import dev.runnel.core.contract.Constraint;
import dev.runnel.core.contract.Contract;
import dev.runnel.core.contract.Contract.UnknownFields;
import dev.runnel.core.contract.Field;
import dev.runnel.core.contract.Pii;
import dev.runnel.core.contract.RecordType;
import dev.runnel.core.contract.TimeFormat;
import dev.runnel.core.contract.Type.Primitive;
import dev.runnel.core.environment.RegistryAddress;
import dev.runnel.core.json.JsonText;
import dev.runnel.core.record.Violation;
import dev.runnel.core.record.WireFormat;
import dev.runnel.schema.wire.WireWriter;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.apache.flink.table.data.RowData;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Records that another producer wrote into a log whose schemas are in a registry. */
class LogRedactionTest {
    private static final RecordType OTHER = new RecordType(List.of(
            Field.of("id", Primitive.BIGINT, true),
            Field.of("mail", Primitive.STRING, true),
            Field.of("campaign", Primitive.STRING, true)));

    private final HttpServer registry = start();

    private static HttpServer start() {
        try {
            HttpServer server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
            server.start();
            return server;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @AfterEach
    void stop() {
        registry.stop(0);
    }

    private static Contract contract(UnknownFields unknown) {
        return new Contract(
                "people",
                new RecordType(List.of(
                        new Field(
                                "id",
                                Primitive.BIGINT,
                                true,
                                List.of(new Constraint.Min(BigDecimal.ONE)),
                                Optional.empty(),
                                Optional.empty(),
                                TimeFormat.ISO,
                                ""),
                        Field.of("mail", Primitive.STRING, false).withPii(Pii.MASK))),
                Optional.empty(),
                Optional.empty(),
                unknown);
    }

    private LogFormat format(WireFormat format) {
        URI address = URI.create("http://127.0.0.1:" + registry.getAddress().getPort());
        return new LogFormat(format, RegistryAddress.open(address));
    }

    /** With a schema that the registry gives as number 7. */
    private LogRecord foreign(WireFormat format, long id) throws Exception {
        WireWriter writer = WireWriter.of(format, "other", "people", "", OTHER);
        byte[] answer = JsonText.of(Map.of(
                        "schemaType", format.name(), "schema", writer.schema().text()))
                .getBytes(StandardCharsets.UTF_8);
        registry.createContext("/schemas/ids/7", exchange -> {
            exchange.sendResponseHeaders(200, answer.length);
            exchange.getResponseBody().write(answer);
            exchange.close();
        });
        byte[] value = writer.value(7, new Object[] {id, "johanna@x.org", "spring"});
        return new LogRecord("johanna".getBytes(StandardCharsets.UTF_8), value, 1, null, null, 0, 0);
    }

    @ParameterizedTest
    @EnumSource(names = {"AVRO", "PROTOBUF"})
    void aRecordThatBreaksTheContractIsKeptReadableWithoutItsPersonalData(WireFormat format) throws Exception {
        LogRecord record = foreign(format, 0);
        Contract contract = contract(UnknownFields.KEEP);
        RecordRows rows = new RecordRows(contract, List.of("id", "mail"), format(format));
        assertThat(rows.row(record)).isNull();
        assertThat(rows.decoded().violations())
                .extracting(Violation::field, Violation::reason)
                .containsExactly(org.assertj.core.groups.Tuple.tuple("id", Violation.Reason.MIN));

        LogRecord treated = new LogRedaction(contract, format(format)).treated(record);

        assertThat(treated.key()).isNull();
        String bytes = new String(Objects.requireNonNull(treated.value()), StandardCharsets.ISO_8859_1);
        assertThat(bytes).contains("***@x.org", "spring").doesNotContain("johanna");
        rows.row(treated);
        assertThat(rows.decoded().violations()).singleElement().satisfies(v -> assertThat(v.field())
                .isEqualTo("id"));
    }

    @ParameterizedTest
    @EnumSource(names = {"AVRO", "PROTOBUF"})
    void aRecordThatKeepsItIsReadWithoutItsPersonalData(WireFormat format) throws Exception {
        RecordRows rows = new RecordRows(contract(UnknownFields.KEEP), List.of("id", "mail"), format(format));
        RowData row = Objects.requireNonNull(rows.row(foreign(format, 5)));
        assertThat(row.getLong(0)).isEqualTo(5);
        assertThat(row.getString(1)).hasToString("***@x.org");
    }

    @ParameterizedTest
    @EnumSource(names = {"AVRO", "PROTOBUF"})
    void fieldsThatOnlyTheWriterNamesAreRefusedWhereTheContractSaysSo(WireFormat format) throws Exception {
        RecordRows rows = new RecordRows(contract(UnknownFields.REJECT), List.of("id"), format(format));
        assertThat(rows.row(foreign(format, 5))).isNull();
        assertThat(rows.decoded().violations()).singleElement().satisfies(v -> assertThat(v.reason())
                .isEqualTo(Violation.Reason.UNKNOWN_FIELD));
    }

    @Test
    void whatRunnelWroteWithTheContractIsLeftAlone() {
        Contract contract = contract(UnknownFields.KEEP);
        LogRecord own = new LogRecord(null, new byte[] {0, 0}, 1, null, null, 0, 0, contract.schemaId(), null, null);
        assertThat(new LogRedaction(contract, format(WireFormat.AVRO)).treated(own))
                .isSameAs(own);
    }
}

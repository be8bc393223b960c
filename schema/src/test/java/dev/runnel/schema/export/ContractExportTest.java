package dev.runnel.schema.export;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.protobuf.Descriptors.Descriptor;
import com.google.protobuf.Descriptors.FieldDescriptor;
import com.networknt.schema.InputFormat;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import dev.runnel.schema.Contracts;
import dev.runnel.schema.SchemaType;
import dev.runnel.schema.parse.InvalidSchemaException;
import dev.runnel.schema.parse.ParsedSchema;
import dev.runnel.schema.parse.SchemaParser;
import java.util.List;
import org.apache.avro.LogicalTypes;
import org.apache.avro.Schema;
import org.junit.jupiter.api.Test;

class ContractExportTest {
    private static String export(ExportFormat format) {
        return format.write("web-shop", "What visitors do", Contracts.everything());
    }

    @Test
    void avroReadsTheSchemaWithItsLogicalTypes() {
        Schema schema = new Schema.Parser().parse(export(ExportFormat.AVRO));
        assertThat(schema.getFullName()).isEqualTo("web_shop.events");
        assertThat(schema.getDoc()).isEqualTo("What visitors do");
        assertThat(of(schema, "price").getLogicalType()).isEqualTo(LogicalTypes.decimal(10, 2));
        assertThat(of(schema, "seen").getLogicalType()).isEqualTo(LogicalTypes.timestampMicros());
        assertThat(of(schema, "day").getLogicalType()).isEqualTo(LogicalTypes.date());
        assertThat(of(schema, "clock").getLogicalType()).isEqualTo(LogicalTypes.timeMillis());
        assertThat(schema.getField("id").schema().getType()).isEqualTo(Schema.Type.LONG);
        assertThat(schema.getField("kind").defaultVal()).isEqualTo("click");
        assertThat(schema.getField("inner").schema().getFullName()).isEqualTo("web_shop.events.inner");
    }

    /** The schema of a field that may be null, without the null. */
    private static Schema of(Schema record, String field) {
        return record.getField(field).schema().getTypes().get(1);
    }

    @Test
    void jsonSchemaTakesARecordOfTheContractAndRefusesOthers() {
        var schema = SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_2020_12)
                .getSchema(export(ExportFormat.JSON), InputFormat.JSON);
        String good = "{\"id\":1,\"price\":2.50,\"inner\":{\"at\":\"2026-01-31T00:00:00Z\"},\"meta\":{\"sent\":17}}";
        assertThat(schema.validate(good, InputFormat.JSON)).isEmpty();
        assertThat(schema.validate(good.replace("2.50", "2.505"), InputFormat.JSON))
                .isNotEmpty();
        assertThat(schema.validate("{\"id\":\"1\"}", InputFormat.JSON)).isNotEmpty();
    }

    @Test
    void protobufReadsTheFile() throws InvalidSchemaException {
        String text = export(ExportFormat.PROTO);
        ParsedSchema.Protobuf file = (ParsedSchema.Protobuf) SchemaParser.parse(SchemaType.PROTOBUF, text, List.of());
        assertThat(file.file().getPackage()).isEqualTo("web_shop");
        Descriptor events = file.messages().get(0);
        assertThat(events.getName()).isEqualTo("Events");
        assertThat(events.findFieldByName("id").getNumber()).isEqualTo(1);
        assertThat(events.findFieldByName("id").hasPresence()).isFalse();
        assertThat(events.findFieldByName("small").hasPresence()).isTrue();
        assertThat(events.findFieldByName("seen").getMessageType().getFullName())
                .isEqualTo("google.protobuf.Timestamp");
        assertThat(events.findFieldByName("price").getType()).isEqualTo(FieldDescriptor.Type.STRING);
        assertThat(events.findFieldByName("counts").isMapField()).isTrue();
        assertThat(events.findFieldByName("matrix")
                        .getMessageType()
                        .findFieldByName(ContractProto.WRAPPED)
                        .isRepeated())
                .isTrue();
    }

    @Test
    void sqlHasTheTypesThatModelsSee() {
        assertThat(export(ExportFormat.SQL))
                .startsWith("CREATE TABLE `events` (\n  `id` BIGINT NOT NULL,\n")
                .contains("`price` DECIMAL(10, 2) COMMENT 'What it is'", "`seen` TIMESTAMP_LTZ(6)")
                .contains("`rows` ARRAY<ROW<`at` TIMESTAMP_LTZ(6) NOT NULL, `note` STRING, `tags` ARRAY<STRING>>>")
                .endsWith("\n);\n");
    }
}

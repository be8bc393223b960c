package dev.runnel.connectors.lake.iceberg;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.runnel.connectors.lake.layout.Codec;
import dev.runnel.connectors.lake.layout.LandedColumns;
import dev.runnel.connectors.lake.layout.PartitionField;
import dev.runnel.connectors.lake.layout.Roll;
import dev.runnel.connectors.lake.layout.TablePlan;
import dev.runnel.connectors.lake.layout.Transform;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import org.apache.flink.table.types.logical.ArrayType;
import org.apache.flink.table.types.logical.BigIntType;
import org.apache.flink.table.types.logical.DecimalType;
import org.apache.flink.table.types.logical.DoubleType;
import org.apache.flink.table.types.logical.FloatType;
import org.apache.flink.table.types.logical.IntType;
import org.apache.flink.table.types.logical.LocalZonedTimestampType;
import org.apache.flink.table.types.logical.LogicalType;
import org.apache.flink.table.types.logical.MapType;
import org.apache.flink.table.types.logical.RowType;
import org.apache.flink.table.types.logical.VarCharType;
import org.apache.iceberg.Table;
import org.apache.iceberg.types.Types;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class IcebergTablesTest {
    private static final LogicalType TEXT = VarCharType.STRING_TYPE;
    private static final LogicalType INSTANT = new LocalZonedTimestampType(3);

    @TempDir
    Path folder;

    private static RowType.RowField field(String name, LogicalType type) {
        return new RowType.RowField(name, type);
    }

    private static RowType row(RowType.RowField... fields) {
        return new RowType(Arrays.asList(fields));
    }

    private Table prepare(RowType type, PartitionField... partitions) {
        URI location = folder.resolve("a lake/events").toUri();
        TablePlan plan = new TablePlan(
                "events",
                location,
                type,
                LandedColumns.all(type),
                List.of(partitions),
                new Roll(Duration.ofSeconds(60), 1_000_000, 128 << 20),
                Codec.ZSTD,
                "uid");
        return new IcebergTables(LocalHadoop.configuration()).prepare(plan, LocalHadoop.location(location));
    }

    /** The columns without their numbers, {@code id: required long}. */
    private static List<String> columns(Types.StructType struct) {
        return struct.fields().stream()
                .map(f -> f.name() + ": " + (f.isRequired() ? "required " : "") + f.type())
                .toList();
    }

    @Test
    void makesATableWithThePartitionsAsked() {
        RowType type = row(
                field("id", new BigIntType(false)),
                field("type", TEXT),
                field("at", INSTANT),
                field("event", row(field("at", INSTANT), field("page", TEXT))));
        Table table = prepare(
                type,
                new PartitionField(Transform.DAY, "event.at"),
                new PartitionField(Transform.HOUR, "at"),
                new PartitionField(Transform.IDENTITY, "type"),
                new PartitionField(Transform.IDENTITY, "event.page"));

        assertThat(columns(table.schema().asStruct()))
                .startsWith("id: required long", "type: string", "at: timestamptz");
        assertThat(table.spec().fields())
                .extracting(f -> f.name() + " " + f.transform())
                .containsExactly("event_at_day day", "at_hour hour", "type identity", "event_page identity");
        assertThat(table.properties())
                .containsEntry("write.parquet.compression-codec", "zstd")
                .containsEntry("write.metadata.delete-after-commit.enabled", "true");
        assertThat(folder.resolve("a lake/events/metadata/v1.metadata.json")).exists();
    }

    @Test
    void findsItAgainUnchanged() {
        RowType type = row(field("id", new BigIntType(false)), field("at", INSTANT));
        PartitionField day = new PartitionField(Transform.DAY, "at");
        prepare(type, day);
        prepare(type, day);

        assertThat(folder.resolve("a lake/events/metadata/v2.metadata.json")).doesNotExist();
    }

    @Test
    void newColumnsAreAddedWhereTheContractHasThem() {
        prepare(row(
                field("id", new BigIntType(false)),
                field("event", row(field("page", TEXT))),
                field("items", new ArrayType(row(field("sku", TEXT)))),
                field("by", new MapType(TEXT.copy(false), row(field("n", new IntType()))))));
        RowType newer = row(
                field("tenant", TEXT),
                field("id", new BigIntType(false)),
                field("event", row(field("referrer", TEXT), field("page", TEXT), field("must", new IntType(false)))),
                field(
                        "items",
                        new ArrayType(row(field("sku", TEXT), field("price", row(field("cents", new IntType())))))),
                field("by", new MapType(TEXT.copy(false), row(field("m", TEXT), field("n", new IntType())))));
        Table table = prepare(newer);

        Types.StructType schema = table.schema().asStruct();
        assertThat(schema.fields())
                .extracting(Types.NestedField::name)
                .containsExactly("tenant", "id", "event", "items", "by");
        assertThat(columns(schema.fieldType("event").asStructType()))
                .containsExactly("referrer: string", "page: string", "must: int");
        assertThat(schema.fieldType("items")
                        .asListType()
                        .elementType()
                        .asStructType()
                        .fields())
                .extracting(Types.NestedField::name)
                .containsExactly("sku", "price");
        assertThat(schema.fieldType("by").asMapType().valueType().asStructType().fields())
                .extracting(Types.NestedField::name)
                .containsExactly("m", "n");
        assertThat(prepare(newer).schema().sameSchema(table.schema())).isTrue();
    }

    @Test
    void otherChangesAreRefusedAllAtOnce() {
        RowType type = row(
                field("id", new BigIntType(false)),
                field("event", row(field("gone", TEXT), field("n", new IntType()))),
                field("tags", new ArrayType(TEXT)));
        prepare(type);
        RowType changed =
                row(field("id", new BigIntType()), field("event", row(field("n", TEXT))), field("tags", TEXT));

        assertThatThrownBy(() -> prepare(changed))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("table 'events' cannot take these rows")
                .hasMessageContaining("the table has 'event.gone', the rows no longer do")
                .hasMessageContaining("'event.n' is int in the table and string in the rows")
                .hasMessageContaining("'tags' is list<string> in the table and string in the rows")
                .hasMessageContaining("another 'table:'");
        assertThat(columns(prepare(type).schema().asStruct())).hasSize(3).startsWith("id: required long");
    }

    @Test
    void columnsThatTheRowsNoLongerHaveStayBehindTheOthers() {
        prepare(row(field("gone", new IntType(false)), field("id", new BigIntType(false)), field("page", TEXT)));
        RowType fewer = row(field("id", new BigIntType(false)), field("tenant", TEXT), field("page", TEXT));
        Table table = prepare(fewer);

        assertThat(columns(table.schema().asStruct()))
                .containsExactly("id: required long", "tenant: string", "page: string", "gone: int");
        assertThat(prepare(fewer).schema().sameSchema(table.schema())).isTrue();
    }

    @Test
    void typesAreWidenedAndRequiredColumnsBecomeOptional() {
        prepare(row(
                field("id", new IntType(false)),
                field("event", row(field("price", new DecimalType(10, 2)), field("rate", new FloatType()))),
                field("counts", new ArrayType(new IntType()))));
        Table table = prepare(row(
                field("id", new BigIntType()),
                field("event", row(field("price", new DecimalType(12, 2)), field("rate", new DoubleType()))),
                field("counts", new ArrayType(new BigIntType()))));

        assertThat(columns(table.schema().asStruct()))
                .containsExactly("id: long", "event: " + table.schema().findType("event"), "counts: list<long>");
        assertThat(columns(table.schema().findType("event").asStructType()))
                .containsExactly("price: decimal(12, 2)", "rate: double");
    }

    @Test
    void typesAreNeverNarrowed() {
        prepare(row(field("id", new BigIntType(false)), field("price", new DecimalType(12, 2))));

        assertThatThrownBy(() -> prepare(row(field("id", new IntType(false)), field("price", new DecimalType(12, 4)))))
                .hasMessageContaining("'id' is long in the table and int in the rows")
                .hasMessageContaining("'price' is decimal(12, 2) in the table and decimal(12, 4) in the rows");
    }

    @Test
    void otherPartitionsAreRefused() {
        RowType type = row(field("id", new BigIntType(false)), field("at", INSTANT));
        prepare(type, new PartitionField(Transform.DAY, "at"));

        assertThatThrownBy(() -> prepare(type, new PartitionField(Transform.HOUR, "at")))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("is partitioned by [day(at)], not by [hour(at)]");
    }

    @Test
    void partitionsThatDoNotFitAreNamed() {
        RowType type = row(field("id", new BigIntType(false)));

        assertThatThrownBy(() -> prepare(type, new PartitionField(Transform.DAY, "id")))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("table 'events'");
        assertThatThrownBy(() -> prepare(type, new PartitionField(Transform.IDENTITY, "at")))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("at");
    }
}

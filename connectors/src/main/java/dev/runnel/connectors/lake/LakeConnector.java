package dev.runnel.connectors.lake;

import dev.runnel.connectors.lake.layout.Codec;
import dev.runnel.connectors.lake.layout.PartitionField;
import dev.runnel.connectors.lake.layout.PartitionKind;
import dev.runnel.connectors.lake.layout.Roll;
import dev.runnel.connectors.lake.layout.TableNameKind;
import dev.runnel.core.connector.Capability;
import dev.runnel.core.connector.ConnectorSpec;
import dev.runnel.core.connector.Kinds;
import dev.runnel.core.connector.Option;
import dev.runnel.core.connector.Role;
import dev.runnel.core.connector.Settings;
import dev.runnel.core.connector.WritesLake;
import dev.runnel.core.contract.RecordType;
import dev.runnel.core.diagnostic.Diagnostics;
import dev.runnel.core.pipeline.Names;
import dev.runnel.engine.DailyDestination;
import dev.runnel.engine.Target;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.apache.flink.streaming.api.datastream.DataStream;
import org.apache.flink.table.data.RowData;

/** Files below the environment's lake: plain Parquet in partition folders, or an Iceberg table. */
public final class LakeConnector implements DailyDestination, WritesLake {
    public static final Option<String> TABLE = Option.of(
            "table",
            new TableNameKind(),
            "The table's folder below the lake; by default the stream's or model's name.");
    public static final Option<String> FORMAT = Option.of(
                    "format",
                    Kinds.word("parquet", "iceberg"),
                    "Parquet files in partition folders, or an Iceberg table (format version 2).")
            .or("parquet");
    public static final Option<List<PartitionField>> PARTITION_BY = Option.of(
                    "partition_by",
                    Kinds.oneOrMore(new PartitionKind()),
                    "Fields that divide the table, outermost first; of a timestamp or date `day(path)`, `hour(path)`,"
                            + " `month(path)` or `year(path)`, in UTC; `ingest_date` for the day of a load or of receipt.")
            .or(List.of());

    public static final Option<Duration> ROLL_EVERY = Option.of(
                    "every", Kinds.duration(), "Longest time until rows can be read; the job's commit interval.")
            .or(Duration.ofSeconds(60));
    public static final Option<Long> ROLL_ROWS = Option.of(
                    "rows", Kinds.whole(1, Long.MAX_VALUE), "Most rows in one file. Parquet only.")
            .or(1_000_000L);
    public static final Option<Long> ROLL_SIZE = Option.of(
                    "size", Kinds.size(), "Bytes after which a file is finished.")
            .or(128L << 20);
    public static final Option<Settings> ROLL = Option.of(
            "roll",
            Kinds.record(List.of(ROLL_EVERY, ROLL_ROWS, ROLL_SIZE)),
            "When a file is finished: whichever comes first, also when no more rows come.");

    public static final Option<String> COMPRESSION = Option.of(
                    "compression", Kinds.word("zstd", "snappy", "none"), "How pages are compressed.")
            .or(Codec.ZSTD.id());
    public static final Option<Boolean> SYSTEM_COLUMNS = Option.of(
                    "system_columns",
                    Kinds.bool(),
                    "Whether `_received_at`, `_correlation_id`, `_partition` and `_offset` are kept beside the fields.")
            .or(true);

    private static final ConnectorSpec SPEC = new ConnectorSpec(
            "lake",
            Role.DESTINATION,
            "Parquet files or an Iceberg table below the lake, each row exactly once.",
            List.of(TABLE, FORMAT, PARTITION_BY, ROLL, COMPRESSION, SYSTEM_COLUMNS),
            Set.of(Capability.APPEND, Capability.EXACTLY_ONCE, Capability.QUERYABLE),
            List.of(
                    "lake: {}",
                    "lake: { table: clickstream-data, format: parquet, partition_by: [day(event.timestamp), type] }",
                    "lake: { format: iceberg, roll: { every: 5m, size: 256mb } }"));

    @Override
    public ConnectorSpec spec() {
        return SPEC;
    }

    @Override
    public void check(Settings settings, RecordType type, Diagnostics out) {
        new LakeCheck(settings, type, out).run();
    }

    @Override
    public void checkLake(Settings settings, RecordType type, URI lake, Diagnostics out) {
        LakeCheck.checkPlace(settings, lake, out);
    }

    /** Files are finished and shown at checkpoints, so as often as they are to roll. */
    @Override
    public Optional<Duration> commitInterval(Settings settings) {
        return Optional.of(roll(settings).every());
    }

    /** Files and commits of several jobs do not meet. */
    @Override
    public boolean needsLog() {
        return false;
    }

    @Override
    public boolean isDaily(Settings settings, RecordType type) {
        return settings.get(PARTITION_BY).stream()
                .anyMatch(field -> field.isIngestDate(name -> type.field(name).isPresent()));
    }

    @Override
    public void begin(Target target) {
        LakeLanding.daily(target).begin();
    }

    @Override
    public void publish(Target target) {
        LakeLanding.daily(target).publish();
    }

    @Override
    public Optional<DataStream<RowData>> attach(DataStream<RowData> rows, Target target) {
        return LakeLanding.attach(rows, target);
    }

    /**
     * The table that a destination writes.
     *
     * @param name the stream or model
     * @param invalid whether the table of its invalid records is meant
     */
    public static String table(Settings settings, String name, boolean invalid) {
        return settings.find(TABLE).orElse(name) + (invalid ? Names.INVALID_SUFFIX : "");
    }

    /** When files are finished, with the defaults filled in. */
    public static Roll roll(Settings settings) {
        Settings roll = settings.find(ROLL).orElseGet(() -> Settings.empty(settings.at()));
        return new Roll(roll.get(ROLL_EVERY), roll.get(ROLL_ROWS), roll.get(ROLL_SIZE));
    }
}

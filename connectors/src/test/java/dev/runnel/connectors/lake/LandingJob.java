package dev.runnel.connectors.lake;

import dev.runnel.connectors.Fixture;
import dev.runnel.core.connector.Settings;
import dev.runnel.core.environment.Environment;
import dev.runnel.engine.Target;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.locks.LockSupport;
import org.apache.flink.api.common.eventtime.WatermarkStrategy;
import org.apache.flink.api.common.functions.MapFunction;
import org.apache.flink.api.connector.source.lib.NumberSequenceSource;
import org.apache.flink.configuration.CheckpointingOptions;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.configuration.ExternalizedCheckpointRetention;
import org.apache.flink.configuration.MemorySize;
import org.apache.flink.configuration.PipelineOptions;
import org.apache.flink.configuration.RestartStrategyOptions;
import org.apache.flink.configuration.StateRecoveryOptions;
import org.apache.flink.configuration.TaskManagerOptions;
import org.apache.flink.core.execution.JobClient;
import org.apache.flink.streaming.api.datastream.DataStream;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.apache.flink.table.data.DecimalData;
import org.apache.flink.table.data.GenericArrayData;
import org.apache.flink.table.data.GenericRowData;
import org.apache.flink.table.data.RowData;
import org.apache.flink.table.data.StringData;
import org.apache.flink.table.data.TimestampData;
import org.apache.flink.table.data.binary.BinaryStringData;
import org.apache.flink.table.runtime.typeutils.InternalTypeInfo;
import org.apache.flink.table.types.logical.ArrayType;
import org.apache.flink.table.types.logical.BigIntType;
import org.apache.flink.table.types.logical.DecimalType;
import org.apache.flink.table.types.logical.IntType;
import org.apache.flink.table.types.logical.LocalZonedTimestampType;
import org.apache.flink.table.types.logical.LogicalType;
import org.apache.flink.table.types.logical.RowType;
import org.apache.flink.table.types.logical.VarCharType;
import org.jspecify.annotations.Nullable;

/**
 * A Flink job on a cluster of its own that makes rows from the numbers 0, 1, 2... and lands them. The numbers are replayed
 * from checkpoints as a log's are.
 */
record LandingJob(
        Path folder,
        String yaml,
        long numbers,
        long rows,
        int perSecond,
        int parallelism,
        boolean invalid,
        Set<Long> failures,
        boolean sprint,
        Optional<String> from) {

    private static final LogicalType TEXT = VarCharType.STRING_TYPE;
    private static final LogicalType MUST = TEXT.copy(false);
    private static final LogicalType INSTANT = new LocalZonedTimestampType(6);
    private static final RowType EVENT =
            RowType.of(false, new LogicalType[] {INSTANT.copy(false), TEXT, new DecimalType(10, 2)}, new String[] {
                "timestamp", "page", "price"
            });

    /** What the engine gives for the clickstream example, in short. */
    static final RowType ROWS = RowType.of(
            false,
            new LogicalType[] {
                new BigIntType(false),
                MUST,
                EVENT,
                new ArrayType(TEXT),
                new LocalZonedTimestampType(3),
                INSTANT,
                TEXT,
                TEXT,
                new IntType(),
                new BigIntType()
            },
            new String[] {
                "id",
                "type",
                "event",
                "tags",
                "_event_time",
                "_received_at",
                "_correlation_id",
                "_schema_id",
                "_partition",
                "_offset"
            });

    /** The first instant of the rows; each is a minute after the one before. */
    static final long START = 1_763_680_000_000L;

    static LandingJob of(Path folder, String yaml, long rows) {
        return new LandingJob(folder, yaml, rows, rows, 1_000_000, 1, false, Set.of(), false, Optional.empty());
    }

    /** The numbers go on after the rows end, so the job runs while its stream is idle. */
    LandingJob thenIdle() {
        return new LandingJob(
                folder, yaml, Long.MAX_VALUE / 2, rows, perSecond, parallelism, invalid, failures, sprint, from);
    }

    LandingJob pace(int rowsPerSecond, int subtasks) {
        return new LandingJob(folder, yaml, numbers, rows, rowsPerSecond, subtasks, invalid, failures, sprint, from);
    }

    LandingJob ofInvalid() {
        return new LandingJob(folder, yaml, numbers, rows, perSecond, parallelism, true, failures, sprint, from);
    }

    /** Fails so many times, at points that the seed tells. */
    LandingJob failing(int times, long seed) {
        Set<Long> at = ConcurrentHashMap.newKeySet();
        new Random(seed).longs(times, rows / 20, rows).forEach(at::add);
        return new LandingJob(folder, yaml, numbers, rows, perSecond, parallelism, invalid, at, sprint, from);
    }

    /** Fails once, at the last row; all that is left then comes at once. */
    LandingJob failingAtTheEnd() {
        return new LandingJob(
                folder, yaml, numbers, rows, perSecond, parallelism, invalid, Set.of(rows - 1), true, from);
    }

    LandingJob from(Path checkpoint) {
        return new LandingJob(
                folder,
                yaml,
                numbers,
                rows,
                perSecond,
                parallelism,
                invalid,
                failures,
                sprint,
                Optional.of(flinkPath(checkpoint.toUri())));
    }

    /** Runs to the end of the rows. */
    void run() throws Exception {
        start().getJobExecutionResult().get();
    }

    JobClient start() throws Exception {
        FAILURES.clear();
        FAILURES.addAll(failures);
        Settings settings = Fixture.settings(yaml);
        Environment environment = Fixture.environment(folder);
        StreamExecutionEnvironment flink =
                StreamExecutionEnvironment.createLocalEnvironment(parallelism, configuration(settings, environment));
        long last = rows;
        DataStream<RowData> stream = flink.fromSource(
                        new NumberSequenceSource(0, numbers - 1), WatermarkStrategy.noWatermarks(), "numbers")
                .uid("numbers")
                .map(new Pace(perSecond / parallelism, sprint))
                .uid("pace")
                .filter(n -> n < last)
                .uid("rows")
                .map(new MakeRow())
                .returns(InternalTypeInfo.of(ROWS))
                .uid("make");
        Fixture.LAKE.attach(
                stream, new Target("test", "events", ROWS, List.of(), invalid, settings, environment, "events/lake/0"));
        return flink.executeAsync("landing");
    }

    private Configuration configuration(Settings settings, Environment environment) {
        Configuration configuration = new Configuration();
        configuration.set(
                CheckpointingOptions.CHECKPOINTING_INTERVAL,
                Fixture.LAKE.commitInterval(settings).orElseThrow());
        configuration.set(CheckpointingOptions.CHECKPOINTS_DIRECTORY, flinkPath(environment.checkpoints()));
        configuration.set(
                CheckpointingOptions.EXTERNALIZED_CHECKPOINT_RETENTION,
                ExternalizedCheckpointRetention.RETAIN_ON_CANCELLATION);
        configuration.set(RestartStrategyOptions.RESTART_STRATEGY, "fixed-delay");
        configuration.set(RestartStrategyOptions.RESTART_STRATEGY_FIXED_DELAY_ATTEMPTS, 100);
        configuration.set(RestartStrategyOptions.RESTART_STRATEGY_FIXED_DELAY_DELAY, Duration.ofMillis(50));
        configuration.set(PipelineOptions.OBJECT_REUSE, true);
        configuration.set(PipelineOptions.AUTO_GENERATE_UIDS, false);
        configuration.set(TaskManagerOptions.MANAGED_MEMORY_SIZE, MemorySize.ofMebiBytes(64));
        from.ifPresent(path -> configuration.set(StateRecoveryOptions.SAVEPOINT_PATH, path));
        return configuration;
    }

    /** Flink's configuration takes a path's text as it is, without the percent signs of a URI. */
    private static String flinkPath(URI folder) {
        return new org.apache.flink.core.fs.Path(folder).toString();
    }

    /** Numbers at which to fail once more; of all jobs in this Java machine, of which there is one at a time. */
    private static final Set<Long> FAILURES = ConcurrentHashMap.newKeySet();

    /** Lets a steady number of rows through a second. */
    private static final class Pace implements MapFunction<Long, Long> {
        private static final long serialVersionUID = 1L;

        private final long rowsPerMilli;
        private final boolean sprint;
        private long seen;

        Pace(int perSecond, boolean sprint) {
            this.rowsPerMilli = Math.max(1, perSecond / 1000);
            this.sprint = sprint;
        }

        @Override
        public Long map(Long number) {
            if (++seen % rowsPerMilli == 0 && !(sprint && FAILURES.isEmpty())) {
                LockSupport.parkNanos(1_000_000);
            }
            return number;
        }
    }

    /** Makes each row in the same objects as the one before, as the engine's decoder may. */
    private static final class MakeRow implements MapFunction<Long, RowData> {
        private static final long serialVersionUID = 1L;

        private static final List<String> TYPES = List.of("click", "view", "a/b c");

        private transient @Nullable Objects objects;

        private static final class Objects {
            final GenericRowData row = new GenericRowData(ROWS.getFieldCount());
            final GenericRowData event = new GenericRowData(3);
            final byte[] page = new byte[16];
        }

        @Override
        public RowData map(Long number) {
            if (FAILURES.remove(number)) {
                throw new IllegalStateException("a failure, as planned, at " + number);
            }
            if (objects == null) {
                objects = new Objects();
            }
            return fill(number, objects.row, objects.event, objects.page);
        }

        private static RowData fill(long n, GenericRowData row, GenericRowData event, byte[] page) {
            TimestampData time = TimestampData.fromEpochMillis(START + n * 60_000);
            byte[] text = String.format("%016x", n * 0x9E3779B97F4A7C15L).getBytes(StandardCharsets.US_ASCII);
            System.arraycopy(text, 0, page, 0, 16);
            event.setField(0, time);
            event.setField(1, n % 10 == 0 ? null : StringData.fromBytes(page));
            event.setField(2, DecimalData.fromUnscaledLong(n % 100_000, 10, 2));
            row.setField(0, n);
            row.setField(1, BinaryStringData.fromString(TYPES.get((int) (n % TYPES.size()))));
            row.setField(2, event);
            row.setField(3, new GenericArrayData(new Object[] {StringData.fromString("t" + n), null}));
            row.setField(4, time);
            row.setField(5, time);
            row.setField(6, StringData.fromString("c" + n));
            row.setField(7, StringData.fromString("events@1"));
            row.setField(8, 3);
            row.setField(9, n);
            return row;
        }
    }
}

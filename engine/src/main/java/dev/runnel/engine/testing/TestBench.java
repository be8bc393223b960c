package dev.runnel.engine.testing;

import dev.runnel.core.contract.Contract;
import dev.runnel.core.diagnostic.Diagnostics;
import dev.runnel.core.environment.Environment;
import dev.runnel.core.pipeline.Model;
import dev.runnel.core.pipeline.Pipeline;
import dev.runnel.core.pipeline.Stream;
import dev.runnel.core.record.SystemColumn;
import dev.runnel.core.testing.InvalidColumns;
import dev.runnel.core.testing.PipelineTest;
import dev.runnel.core.testing.ResultRows;
import dev.runnel.core.testing.TestResult;
import dev.runnel.engine.cluster.Cluster;
import dev.runnel.engine.cluster.ClusterException;
import dev.runnel.engine.cluster.EmbeddedCluster;
import dev.runnel.engine.cluster.EmbeddedSettings;
import dev.runnel.engine.log.LogRecord;
import dev.runnel.engine.log.RecordRows;
import dev.runnel.engine.row.JsonRows;
import dev.runnel.engine.row.RowTypes;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Runs tests of pipelines in one embedded Flink, without Kafka: given records are checked and decoded by the decoder of
 * the gateway and of the landings, and models are planned and run as they are in earnest. Thread safe.
 */
public final class TestBench implements AutoCloseable {
    private static final String NAME = "test";

    private final Path folder;
    private final CompletableFuture<EmbeddedCluster> cluster;
    private final AtomicInteger runs = new AtomicInteger();

    private TestBench(Path folder, CompletableFuture<EmbeddedCluster> cluster) {
        this.folder = folder;
        this.cluster = cluster;
    }

    /**
     * Returns at once; Flink starts meanwhile.
     *
     * @param folder for temporary files, of this one alone
     * @param atOnce how many tests may run at the same time
     */
    public static TestBench start(Path folder, int atOnce) {
        EmbeddedSettings settings = new EmbeddedSettings(0, 2 * atOnce, folder);
        return new TestBench(folder, CompletableFuture.supplyAsync(() -> EmbeddedCluster.start(settings)));
    }

    /**
     * Gives a test's records to its pipeline and waits for what comes out.
     *
     * @param out takes mistakes in the queries of the models that the test names
     */
    public TestResult run(Pipeline pipeline, PipelineTest test, Course course, Diagnostics out) {
        Map<String, GivenLog> logs = new LinkedHashMap<>();
        Map<String, ResultRows> invalid = new LinkedHashMap<>();
        for (Stream stream : pipeline.streams()) {
            GivenLog log = GivenLog.of(stream, test.given(stream.name()));
            logs.put(stream.name(), log);
            invalid.put(stream.name(), new ResultRows(InvalidColumns.TYPE, log.invalid()));
        }
        Map<String, ResultRows> rows = new LinkedHashMap<>();
        Map<String, String> failures = new LinkedHashMap<>();
        for (String name : test.named()) {
            GivenLog log = logs.get(name);
            if (log != null) {
                rows.put(name, landed(log));
                continue;
            }
            Model model = pipeline.model(name).orElseThrow();
            try {
                Optional<ModelRun.Result> result =
                        new ModelRun(pipeline, model, environment(course), logs).run(course, started(), out);
                result.ifPresent(r -> rows.put(name, r.rows()));
                result.ifPresent(r -> invalid.put(name, r.invalid()));
            } catch (ClusterException e) {
                failures.put(name, String.valueOf(e.getMessage()));
            }
        }
        return new TestResult(rows, invalid, failures);
    }

    private Cluster started() {
        return cluster.join();
    }

    /** Each run has a folder of its own, so that none goes on from another's savepoint. */
    private Environment environment(Course course) {
        Path own = folder.resolve("run-" + runs.incrementAndGet());
        return new Environment(
                NAME, NAME, Map.of(), own, own.toUri(), own.toUri(), course.parallelism(), Duration.ofDays(1));
    }

    /** The accepted records of a stream as its destinations get them. */
    private static ResultRows landed(GivenLog log) {
        Contract contract = log.stream().contract();
        List<String> columns = new ArrayList<>();
        contract.type().fields().forEach(f -> columns.add(f.name()));
        RowTypes.LANDED.stream().map(SystemColumn::column).forEach(columns::add);
        RecordRows decoder = new RecordRows(contract, columns);
        JsonRows json = new JsonRows(RowTypes.landed(contract));
        List<byte[]> rows = log.records().stream()
                .flatMap(r -> Optional.ofNullable(decoder.row(LogRecord.of(r))).stream())
                .map(json::object)
                .toList();
        return new ResultRows(ColumnTypes.of(RowTypes.landed(contract)), rows);
    }

    @Override
    public void close() {
        if (cluster.isDone() && !cluster.isCompletedExceptionally()) {
            cluster.join().close();
        }
    }
}

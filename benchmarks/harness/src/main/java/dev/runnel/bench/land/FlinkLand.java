package dev.runnel.bench.land;

import dev.runnel.bench.count.IcebergTable;
import dev.runnel.bench.process.ChildProcess;
import dev.runnel.bench.process.Jvm;
import dev.runnel.bench.process.Templates;
import dev.runnel.bench.run.Contender;
import dev.runnel.bench.run.Role;
import dev.runnel.bench.run.Run;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Flink SQL as it comes: Kafka table with JSON, file system table with Parquet. */
final class FlinkLand implements Contender {
    static final String NAME = "stock flink";

    private final LandWork work;

    FlinkLand(LandWork work) {
        this.work = work;
    }

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public Role role() {
        return Role.PEER;
    }

    @Override
    public List<String> settings() {
        return List.of(work.format().flinkScript(), "benchmarks/flink/src/main/java: the cluster's memory");
    }

    @Override
    public Run run(Path folder) throws InterruptedException {
        Path table = table(folder, "landed");
        Path warmUp = script(folder, "warm-up.sql", work.warmUp().name(), table(folder, "warm_up"));
        Path script = script(folder, "script.sql", work.events().name(), table);
        Jvm jvm = new Jvm(
                NAME,
                work.lab().options().heap(),
                work.lab().programs().peer("flink"),
                "dev.runnel.bench.flink.SqlJob",
                List.of("slots=" + work.lab().options().parallelism(), "warm-up=" + warmUp, "script=" + script));
        try (ChildProcess child = jvm.start(folder)) {
            child.awaitReady(work.toGetReady());
            return work.untilVisible(child, work.format().landed(table), child::begin);
        }
    }

    /** An Iceberg table is there before, as it is for every contender. */
    private Path table(Path folder, String name) {
        Path table = folder.resolve("lake").resolve(name);
        if (work.format() == Format.ICEBERG) {
            IcebergTable.create(table, ClickTable.SCHEMA);
        }
        return table;
    }

    private Path script(Path folder, String name, String topic, Path to) {
        Map<String, String> values = new HashMap<>(work.values());
        values.put("topic", topic);
        values.put("to", to.toUri().toString());
        values.put("table", to.getFileName().toString());
        values.put("warehouse", folder.toUri().toString());
        values.put("checkpoints", folder.resolve("checkpoints").toUri().toString());
        return Templates.write(work.format().flinkScript(), values, folder.resolve(name));
    }
}

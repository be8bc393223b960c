package dev.runnel.bench.land;

import dev.runnel.bench.count.LandedFiles;
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

/** Spark on the same bytes as a file, in one batch: it has no Kafka to read from and no checkpoint to take. */
final class SparkLand implements Contender {
    private static final String SETTINGS = "land/spark.properties";
    private static final String SCHEMA = "land/spark-schema.ddl";

    private final LandWork work;

    SparkLand(LandWork work) {
        this.work = work;
    }

    @Override
    public String name() {
        return "spark (file)";
    }

    @Override
    public Role role() {
        return Role.PEER;
    }

    @Override
    public List<String> settings() {
        return List.of(SETTINGS, SCHEMA, "reads newline-delimited JSON instead of Kafka, as one batch");
    }

    @Override
    public Run run(Path folder) throws InterruptedException {
        Map<String, String> values = new HashMap<>(work.values());
        values.put("folder", folder.toString());
        Path table = folder.resolve("landed");
        Jvm jvm = new Jvm(
                "spark",
                work.lab().options().heap(),
                work.lab().programs().peer("peers/spark"),
                "dev.runnel.bench.spark.SparkLand",
                List.of(
                        "settings=" + Templates.write(SETTINGS, values, folder.resolve("spark.properties")),
                        "schema=" + Templates.write(SCHEMA, Map.of(), folder.resolve("schema.ddl")),
                        "warm-up=" + work.warmUp().file(),
                        "from=" + work.events().file(),
                        "to=" + table));
        try (ChildProcess child = jvm.start(folder)) {
            child.awaitReady(work.toGetReady());
            return work.untilVisible(child, new LandedFiles(table), child::begin);
        }
    }
}

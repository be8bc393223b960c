package dev.runnel.bench.sql;

import dev.runnel.bench.process.ChildProcess;
import dev.runnel.bench.process.Jvm;
import dev.runnel.bench.process.Templates;
import dev.runnel.bench.run.Contender;
import dev.runnel.bench.run.Role;
import dev.runnel.bench.run.Run;
import dev.runnel.bench.sql.SqlWork.Task;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Flink SQL as it comes, with mini-batches. */
final class FlinkSql implements Contender {
    static final String NAME = "stock flink";
    private static final String SCRIPT = "sql/stock-flink.sql";
    private static final String SOURCE = "sql/stock-flink-source.txt";

    private final SqlWork work;

    FlinkSql(SqlWork work) {
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
        return List.of(SCRIPT, SOURCE, "sql/*.sql: the same queries");
    }

    @Override
    public Run run(Path folder) throws InterruptedException {
        List<Task> tasks = work.tasks(Query.ALL);
        List<String> warmUps = new ArrayList<>();
        List<String> scripts = new ArrayList<>();
        for (Task task : tasks) {
            String query = task.query().name();
            warmUps.add(script(folder, "warm_" + query, task, work.values(work.warmUp(), task.warmUpOut()))
                    .toString());
            scripts.add(script(folder, query, task, work.values(work.data(), task.out()))
                    .toString());
        }
        Jvm jvm = new Jvm(
                NAME,
                work.lab().options().heap(),
                work.lab().programs().peer("flink"),
                "dev.runnel.bench.flink.SqlJob",
                List.of(
                        "slots=" + work.lab().options().parallelism(),
                        "warm-up=" + String.join(",", warmUps),
                        "script=" + String.join(",", scripts)));
        try (ChildProcess child = jvm.start(folder)) {
            return work.measure(child, tasks);
        }
    }

    private static Path script(Path folder, String name, Task task, Map<String, String> values) {
        values.put("checkpoints", folder.resolve("checkpoints").toUri().toString());
        values.put("source", Templates.text(SOURCE, Map.of("bootstrap", values.getOrDefault("bootstrap", ""))));
        values.put(
                "sql",
                Templates.text(task.query().resource(), Map.of("time", "ts")).strip());
        String key = task.query().key();
        String columns = task.query().columns();
        values.put("columns", key.isEmpty() ? columns : columns + ", PRIMARY KEY (" + key + ") NOT ENFORCED");
        values.put(
                "sink",
                key.isEmpty()
                        ? "'connector' = 'kafka', 'format' = 'json'"
                        : "'connector' = 'upsert-kafka', 'key.format' = 'json', 'value.format' = 'json'");
        return Templates.write(SCRIPT, values, folder.resolve(name + ".sql"));
    }
}

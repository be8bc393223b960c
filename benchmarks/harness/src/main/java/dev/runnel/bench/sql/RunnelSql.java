package dev.runnel.bench.sql;

import dev.runnel.bench.process.ChildProcess;
import dev.runnel.bench.process.Jvm;
import dev.runnel.bench.process.Names;
import dev.runnel.bench.process.Templates;
import dev.runnel.bench.run.Contender;
import dev.runnel.bench.run.Role;
import dev.runnel.bench.run.Run;
import dev.runnel.bench.runnel.RunnelJobs;
import dev.runnel.bench.sql.SqlWork.Task;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** Runnel's models: a pipeline for each query, with the shared broker as its Kafka. */
public final class RunnelSql implements Contender {
    private static final String PIPELINE = "sql/runnel.yaml";

    private final String name;
    private final Role role;
    private final SqlWork work;
    private final List<Query> queries;

    RunnelSql(String name, Role role, SqlWork work) {
        this(name, role, work, Query.ALL);
    }

    private RunnelSql(String name, Role role, SqlWork work, List<Query> queries) {
        this.name = name;
        this.role = role;
        this.work = work;
        this.queries = queries;
    }

    /** The one that only counts. */
    public static RunnelSql counting(String name, Role role, SqlWork work) {
        return new RunnelSql(
                name,
                role,
                work,
                Query.ALL.stream().filter(q -> q.name().equals(Query.COUNT)).toList());
    }

    @Override
    public String name() {
        return name;
    }

    @Override
    public Role role() {
        return role;
    }

    @Override
    public List<String> settings() {
        return List.of(PIPELINE, "sql/*.sql: the queries; the engine without the gateway");
    }

    @Override
    public Run run(Path folder) throws InterruptedException {
        List<Task> tasks = work.tasks(queries);
        List<String> warmUps = new ArrayList<>();
        List<String> pipelines = new ArrayList<>();
        for (Task task : tasks) {
            String query = task.query().name();
            warmUps.add(pipeline(folder.resolve("warm_" + query), task, work.values(work.warmUp(), task.warmUpOut()))
                    .toString());
            pipelines.add(pipeline(folder.resolve(query), task, work.values(work.data(), task.out()))
                    .toString());
        }
        Jvm jvm = new Jvm(
                "runnel",
                work.lab().options().heap(),
                work.lab().programs().product(),
                RunnelJobs.class.getName(),
                List.of(
                        "bootstrap=" + work.bootstrapServers(),
                        "parallelism=" + work.lab().options().parallelism(),
                        "warm-up=" + String.join(",", warmUps),
                        "pipeline=" + String.join(",", pipelines),
                        "end=drained",
                        "data=" + folder.resolve("data")));
        try (ChildProcess child = jvm.start(folder)) {
            return work.measure(child, tasks);
        }
    }

    private static Path pipeline(Path folder, Task task, Map<String, String> values) {
        values.put("name", Names.fresh(task.query().name()));
        values.put("time", "_event_time");
        values.put(
                "key",
                task.query().key().isEmpty() ? "" : "    key: [" + task.query().key() + "]");
        values.put(
                "sql",
                Templates.text(task.query().resource(), Map.of("time", "_event_time"))
                        .lines()
                        .map(line -> "      " + line)
                        .collect(Collectors.joining("\n")));
        Templates.write(PIPELINE, values, folder.resolve("runnel.yaml"));
        return folder;
    }
}

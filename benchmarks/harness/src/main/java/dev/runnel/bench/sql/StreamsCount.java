package dev.runnel.bench.sql;

import dev.runnel.bench.process.ChildProcess;
import dev.runnel.bench.process.Jvm;
import dev.runnel.bench.process.Names;
import dev.runnel.bench.process.Templates;
import dev.runnel.bench.run.Contender;
import dev.runnel.bench.run.Role;
import dev.runnel.bench.run.Run;
import dev.runnel.bench.sql.SqlWork.Task;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/** Kafka Streams, for the count. */
final class StreamsCount implements Contender {
    private static final String SETTINGS = "sql/kafka-streams.properties";

    private final SqlWork work;

    StreamsCount(SqlWork work) {
        this.work = work;
    }

    @Override
    public String name() {
        return "kafka streams";
    }

    @Override
    public Role role() {
        return Role.PEER;
    }

    @Override
    public List<String> settings() {
        return List.of(SETTINGS, "benchmarks/streams/src/main/java: the topology; the count only");
    }

    @Override
    public Run run(Path folder) throws InterruptedException {
        List<Task> tasks = work.tasks(
                Query.ALL.stream().filter(q -> q.name().equals(Query.COUNT)).toList());
        Task task = tasks.get(0);
        Jvm jvm = new Jvm(
                "kafka streams",
                work.lab().options().heap(),
                work.lab().programs().peer("streams"),
                "dev.runnel.bench.streams.Count",
                List.of(
                        "warm-up=" + settings(folder, "warm-up", work.values(work.warmUp(), task.warmUpOut())),
                        "settings=" + settings(folder, "count", work.values(work.data(), task.out()))));
        try (ChildProcess child = jvm.start(folder)) {
            return work.measure(child, tasks);
        }
    }

    private static Path settings(Path folder, String name, Map<String, String> values) {
        values.put("name", Names.fresh("count"));
        values.put("folder", folder.toString());
        return Templates.write(SETTINGS, values, folder.resolve(name + ".properties"));
    }
}

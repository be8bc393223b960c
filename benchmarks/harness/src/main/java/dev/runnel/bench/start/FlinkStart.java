package dev.runnel.bench.start;

import dev.runnel.bench.data.FilledTopic;
import dev.runnel.bench.data.Topics;
import dev.runnel.bench.process.ChildProcess;
import dev.runnel.bench.process.Jvm;
import dev.runnel.bench.process.Names;
import dev.runnel.bench.process.RunFailedException;
import dev.runnel.bench.process.Templates;
import dev.runnel.bench.run.Contender;
import dev.runnel.bench.run.Role;
import dev.runnel.bench.run.Run;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.admin.NewTopic;

/** Stock Flink in one process: its cluster, then the same query as an SQL job over a topic that has a record. */
final class FlinkStart implements Contender {
    private static final String SCRIPT = "start/stock-flink.sql";

    private final StartWork work;

    FlinkStart(StartWork work) {
        this.work = work;
    }

    @Override
    public String name() {
        return "stock flink";
    }

    @Override
    public Role role() {
        return Role.PEER;
    }

    @Override
    public List<String> settings() {
        return List.of(
                SCRIPT,
                "accepts: its cluster takes jobs; the broker is not in its memory, runs already, and there is no HTTP to"
                        + " post to");
    }

    @Override
    public Run run(Path folder) throws InterruptedException {
        String in = Names.fresh("start_in");
        String out = Names.fresh("start_out");
        Path data = folder.resolve("one.ndjson");
        FilledTopic.fill(
                work.bootstrapServers(), in, 1, 1, () -> "{\"type\":\"click\"}".getBytes(StandardCharsets.UTF_8), data);
        FilledTopic.create(work.bootstrapServers(), List.of(new NewTopic(out, 1, (short) 1)));
        Path script = Templates.write(
                SCRIPT,
                Map.of("bootstrap", work.bootstrapServers(), "in", in, "out", out),
                folder.resolve("script.sql"));
        long begin = System.nanoTime();
        Jvm jvm = new Jvm(
                "stock flink",
                work.lab().options().heap(),
                work.lab().programs().peer("flink"),
                "dev.runnel.bench.flink.SqlJob",
                List.of("slots=2", "script=" + script));
        try (ChildProcess child = jvm.start(folder)) {
            child.awaitReady(work.lab().options().patience());
            double accepts = StartWork.since(begin);
            child.begin();
            long deadline = System.nanoTime() + work.lab().options().patience().toNanos();
            while (Topics.records(work.bootstrapServers(), out) == 0) {
                if (System.nanoTime() > deadline) {
                    throw new RunFailedException("there is no result");
                }
                TimeUnit.MILLISECONDS.sleep(10);
            }
            return work.idle(child, accepts, Optional.of(StartWork.since(begin)));
        }
    }
}

package dev.runnel.bench.latency;

import dev.runnel.bench.data.FilledTopic;
import dev.runnel.bench.process.ChildProcess;
import dev.runnel.bench.process.Jvm;
import dev.runnel.bench.process.Names;
import dev.runnel.bench.process.Templates;
import dev.runnel.bench.run.Contender;
import dev.runnel.bench.run.Role;
import dev.runnel.bench.run.Run;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.admin.NewTopic;

/** Kafka Streams with the same query, from topic to topic. */
final class StreamsLatency implements Contender {
    private static final String SETTINGS = "latency/kafka-streams.properties";

    private final LatencyWork work;

    StreamsLatency(LatencyWork work) {
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
        return List.of(
                SETTINGS, "benchmarks/streams/src/main/java: the topology; a producer in, a consumer out: no HTTP");
    }

    @Override
    public Run run(Path folder) throws InterruptedException {
        String in = Names.fresh("readings");
        String out = Names.fresh("latest");
        FilledTopic.create(
                work.bootstrapServers(), List.of(new NewTopic(in, 2, (short) 1), new NewTopic(out, 2, (short) 1)));
        Path settings = Templates.write(
                SETTINGS,
                Map.of(
                        "bootstrap",
                        work.bootstrapServers(),
                        "name",
                        Names.fresh("latency"),
                        "folder",
                        folder.toString(),
                        "parallelism",
                        String.valueOf(work.lab().options().parallelism())),
                folder.resolve("streams.properties"));
        Jvm jvm = new Jvm(
                "kafka streams",
                work.lab().options().heap(),
                work.lab().programs().peer("streams"),
                "dev.runnel.bench.streams.Latest",
                List.of("settings=" + settings, "in=" + in, "out=" + out));
        try (ChildProcess child = jvm.start(folder)) {
            child.awaitReady(work.lab().options().patience());
            return work.pace(
                    child,
                    List.of("way=kafka", "bootstrap=" + work.bootstrapServers(), "in=" + in, "out=" + out),
                    folder);
        }
    }
}

package dev.runnel.bench.collect;

import dev.runnel.bench.process.ChildProcess;
import dev.runnel.bench.process.Jvm;
import dev.runnel.bench.process.Templates;
import dev.runnel.bench.run.Contender;
import dev.runnel.bench.run.Role;
import dev.runnel.bench.run.Run;
import dev.runnel.broker.Ports;
import java.nio.file.Path;
import java.util.List;

/** Apache Camel: a route from HTTP to Kafka, which answers when Kafka has acknowledged all. */
final class CamelCollect implements Contender {
    static final String NAME = "camel";
    private static final String SETTINGS = "collect/camel.properties";

    private final CollectWork work;

    CamelCollect(CollectWork work) {
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
        return List.of(
                SETTINGS,
                "benchmarks/peers/camel/src/main/java: the route; an array is cut into its records by Jackson and handed"
                        + " to Kafka as one list; no validation");
    }

    @Override
    public Run run(Path folder) throws InterruptedException {
        int port = Ports.free();
        String topic = work.topic("camel");
        Path settings = Templates.write(SETTINGS, work.values(topic, port), folder.resolve("camel.properties"));
        Jvm jvm = new Jvm(
                NAME,
                work.lab().options().heap(),
                work.lab().programs().peer("peers/camel"),
                "dev.runnel.bench.camel.CamelCollect",
                List.of("settings=" + settings));
        try (ChildProcess server = jvm.start(folder)) {
            work.awaitServer(server, port, "/ready");
            return work.post(server, port, topic, folder);
        }
    }
}

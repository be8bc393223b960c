package dev.runnel.bench.start;

import dev.runnel.bench.process.ChildProcess;
import dev.runnel.bench.process.Http;
import dev.runnel.bench.process.Jvm;
import dev.runnel.bench.process.Templates;
import dev.runnel.bench.run.Contender;
import dev.runnel.bench.run.Role;
import dev.runnel.bench.run.Run;
import dev.runnel.broker.Ports;
import java.net.URI;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Kafka Connect, standalone, without a connector: it has no query, and so no live result. */
final class ConnectStart implements Contender {
    private static final String WORKER = "land/connect-worker.properties";

    private final StartWork work;

    ConnectStart(StartWork work) {
        this.work = work;
    }

    @Override
    public String name() {
        return "kafka connect";
    }

    @Override
    public Role role() {
        return Role.PEER;
    }

    @Override
    public List<String> settings() {
        return List.of(WORKER, "accepts: its REST interface answers; the broker is not in its memory and runs already");
    }

    @Override
    public Run run(Path folder) throws InterruptedException {
        URI rest = URI.create("http://127.0.0.1:" + Ports.free());
        Path worker = Templates.write(
                WORKER,
                Map.of("bootstrap", work.bootstrapServers(), "rest", rest.toString(), "folder", folder.toString()),
                folder.resolve("worker.properties"));
        long begin = System.nanoTime();
        Jvm jvm = new Jvm(
                "connect",
                work.lab().options().heap(),
                work.lab().programs().peerAlone("peers/connect"),
                "org.apache.kafka.connect.cli.ConnectStandalone",
                List.of(worker.toString()));
        try (ChildProcess child = jvm.start(folder)) {
            Http.awaitOk(
                    rest.resolve("/connectors"), child, work.lab().options().patience());
            return work.idle(child, StartWork.since(begin), Optional.empty());
        }
    }
}

package dev.runnel.bench.land;

import dev.runnel.bench.count.IcebergTable;
import dev.runnel.bench.count.LandedFiles;
import dev.runnel.bench.data.FilledTopic;
import dev.runnel.bench.process.ChildProcess;
import dev.runnel.bench.process.Http;
import dev.runnel.bench.process.Jvm;
import dev.runnel.bench.process.Names;
import dev.runnel.bench.process.RunFailedException;
import dev.runnel.bench.process.Templates;
import dev.runnel.bench.run.Contender;
import dev.runnel.bench.run.Role;
import dev.runnel.bench.run.Run;
import dev.runnel.broker.Ports;
import java.net.URI;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.admin.NewTopic;

/** Kafka Connect, standalone, with Iceberg's own sink: Parquet files in an Iceberg table. */
public final class ConnectLand implements Contender {
    private static final String WORKER = "land/connect-worker.properties";
    private static final String SINK = "land/connect-iceberg-sink.json";

    private final LandWork work;

    public ConnectLand(LandWork work) {
        this.work = work;
    }

    @Override
    public String name() {
        return "iceberg kafka connect";
    }

    @Override
    public Role role() {
        return Role.PEER;
    }

    @Override
    public List<String> settings() {
        return List.of(WORKER, SINK, "the table is there before, so that no time goes into making it");
    }

    @Override
    public Run run(Path folder) throws InterruptedException {
        URI rest = URI.create("http://127.0.0.1:" + Ports.free());
        Map<String, String> values = new HashMap<>(work.values());
        values.put("rest", rest.toString());
        values.put("folder", folder.toString());
        Path worker = Templates.write(WORKER, values, folder.resolve("worker.properties"));
        Jvm jvm = new Jvm(
                "connect",
                work.lab().options().heap(),
                work.lab().programs().peerAlone("peers/connect"),
                "org.apache.kafka.connect.cli.ConnectStandalone",
                List.of(worker.toString()));
        try (ChildProcess child = jvm.start(folder)) {
            Http.awaitOk(rest.resolve("/connectors"), child, work.toGetReady());
            Sink warmUp = sink(rest, folder, work.warmUp());
            warmUp.post();
            long deadline = System.nanoTime() + work.toGetReady().toNanos();
            LandedFiles.await(warmUp.table(), work.warmUp().records(), child, deadline);
            Http.delete(rest.resolve("/connectors/" + warmUp.name()));
            Sink sink = sink(rest, folder, work.events());
            return work.untilVisible(child, sink.table(), sink::post);
        }
    }

    private Sink sink(URI rest, Path folder, FilledTopic topic) {
        String name = Names.fresh(topic.name());
        String control = "control-" + name;
        FilledTopic.create(work.bootstrapServers(), List.of(new NewTopic(control, 1, (short) 1)));
        Map<String, String> values = new HashMap<>(work.values());
        values.put("name", name);
        values.put("topic", topic.name());
        values.put("control", control);
        values.put("warehouse", folder.resolve("warehouse").toUri().toString());
        Path table = folder.resolve("warehouse").resolve("lake").resolve(name);
        IcebergTable.create(table, ClickTable.SCHEMA);
        return new Sink(rest, name, Templates.text(SINK, values), new IcebergTable(table));
    }

    private record Sink(URI rest, String name, String json, IcebergTable table) {
        void post() {
            try {
                Http.post(rest.resolve("/connectors"), json);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw new RunFailedException("interrupted", e);
            }
        }
    }
}

package dev.runnel.bench.collect;

import dev.runnel.bench.process.ChildProcess;
import dev.runnel.bench.process.Jvm;
import dev.runnel.bench.process.Names;
import dev.runnel.bench.process.Templates;
import dev.runnel.bench.run.Contender;
import dev.runnel.bench.run.Role;
import dev.runnel.bench.run.Run;
import dev.runnel.bench.runnel.RunnelGateway;
import dev.runnel.broker.Ports;
import java.nio.file.Path;
import java.util.List;

/** Runnel's gateway on the distribution's own libraries, with the shared broker as its Kafka. */
final class RunnelCollect implements Contender {
    private static final String PIPELINE = "collect/runnel.yaml";

    private final String name;
    private final Role role;
    private final CollectWork work;

    RunnelCollect(String name, Role role, CollectWork work) {
        this.name = name;
        this.role = role;
        this.work = work;
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
        return List.of(
                PIPELINE,
                "the gateway as `runnel run` has it, without the engine; validates the whole contract, adds headers to"
                        + " each record");
    }

    @Override
    public Run run(Path folder) throws InterruptedException {
        int port = Ports.free();
        String topic = Names.fresh("runnel");
        Path pipeline = folder.resolve("pipeline");
        Templates.write(PIPELINE, work.values(topic, port), pipeline.resolve("runnel.yaml"));
        Jvm jvm = new Jvm(
                "runnel",
                work.lab().options().heap(),
                work.lab().programs().product(),
                RunnelGateway.class.getName(),
                List.of(
                        "bootstrap=" + work.bootstrapServers(),
                        "pipeline=" + pipeline,
                        "port=" + port,
                        "data=" + folder.resolve("data")));
        try (ChildProcess server = jvm.start(folder)) {
            work.awaitServer(server, port, "/readyz");
            return work.post(server, port, topic, folder);
        }
    }
}

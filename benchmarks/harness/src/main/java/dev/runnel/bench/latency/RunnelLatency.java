package dev.runnel.bench.latency;

import dev.runnel.bench.process.Http;
import dev.runnel.bench.process.RunFailedException;
import dev.runnel.bench.process.Templates;
import dev.runnel.bench.run.Contender;
import dev.runnel.bench.run.Role;
import dev.runnel.bench.run.Run;
import dev.runnel.bench.runnel.Product;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/** {@code runnel run}: post, log, model, view, WebSocket, all in one process. */
final class RunnelLatency implements Contender {
    private static final String PIPELINE = "latency/runnel.yaml";

    private final String name;
    private final Role role;
    private final LatencyWork work;

    RunnelLatency(String name, Role role, LatencyWork work) {
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
        return List.of(PIPELINE, "`runnel run` with its own flags; by HTTP in and WebSocket out");
    }

    @Override
    public Run run(Path folder) throws InterruptedException {
        Path pipeline = folder.resolve("pipeline");
        Templates.write(PIPELINE, Map.of(), pipeline.resolve("runnel.yaml"));
        try (Product product = Product.start(work.lab().programs(), pipeline, folder)) {
            Http.awaitOk(
                    product.http().resolve("/readyz"),
                    product.process(),
                    work.lab().options().patience());
            awaitModel(product);
            return work.pace(
                    product.process(),
                    List.of("way=http", "port=" + product.http().getPort()),
                    folder);
        }
    }

    /** The job of the model may start after records are taken: a first row shows that it works. */
    private void awaitModel(Product product) throws InterruptedException {
        Http.post(product.http().resolve("/collect"), "{\"sensor\":\"s0\",\"seq\":0}");
        long deadline = System.nanoTime() + work.lab().options().patience().toNanos();
        while (Http.get(product.http().resolve("/latest")).length() < 5) {
            if (System.nanoTime() > deadline) {
                throw new RunFailedException("the view has no row");
            }
            TimeUnit.MILLISECONDS.sleep(20);
        }
    }
}

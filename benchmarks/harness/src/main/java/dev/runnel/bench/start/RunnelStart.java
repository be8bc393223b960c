package dev.runnel.bench.start;

import dev.runnel.bench.process.Http;
import dev.runnel.bench.process.RunFailedException;
import dev.runnel.bench.process.Templates;
import dev.runnel.bench.run.Contender;
import dev.runnel.bench.run.Role;
import dev.runnel.bench.run.Run;
import dev.runnel.bench.runnel.Product;
import java.net.URI;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/** {@code runnel run}: Kafka, Flink, the planner and the gateway in one process. */
final class RunnelStart implements Contender {
    private static final String PIPELINE = "start/runnel.yaml";

    private final String name;
    private final Role role;
    private final StartWork work;

    RunnelStart(String name, Role role, StartWork work) {
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
                PIPELINE, "`runnel run` with its own flags after `runnel prepare`; its memory includes its Kafka");
    }

    @Override
    public Run run(Path folder) throws InterruptedException {
        Path pipeline = folder.resolve("pipeline");
        Templates.write(PIPELINE, Map.of(), pipeline.resolve("runnel.yaml"));
        long begin = System.nanoTime();
        try (Product product = Product.start(work.lab().programs(), pipeline, folder)) {
            Http.awaitOk(
                    product.http().resolve("/readyz"),
                    product.process(),
                    work.lab().options().patience());
            double accepts = StartWork.since(begin);
            Http.post(product.http().resolve("/collect"), "{\"type\":\"click\"}");
            awaitRow(product.http().resolve("/totals"));
            return work.idle(product.process(), accepts, Optional.of(StartWork.since(begin)));
        }
    }

    private void awaitRow(URI view) throws InterruptedException {
        long deadline = System.nanoTime() + work.lab().options().patience().toNanos();
        while (!Http.get(view).contains("click")) {
            if (System.nanoTime() > deadline) {
                throw new RunFailedException("the view has no row");
            }
            TimeUnit.MILLISECONDS.sleep(10);
        }
    }
}

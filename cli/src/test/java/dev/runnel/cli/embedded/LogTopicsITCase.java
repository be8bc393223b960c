package dev.runnel.cli.embedded;

import static org.assertj.core.api.Assertions.assertThat;

import dev.runnel.broker.EmbeddedKafka;
import dev.runnel.broker.Ports;
import dev.runnel.core.diagnostic.Diagnostics;
import dev.runnel.core.pipeline.Pipeline;
import dev.runnel.core.pipeline.PipelineReader;
import dev.runnel.engine.run.Engine;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Counting while the broker has not heard of every topic yet. */
class LogTopicsITCase {
    private static final String PIPELINE =
            """
            name: shop
            streams:
              orders:
                source: { http: { path: /orders } }
                fields: { id: bigint! }
            """;

    @TempDir
    Path folder;

    @Test
    void aTopicThatIsKnownALittleLaterIsCounted() throws Exception {
        Files.writeString(folder.resolve("runnel.yaml"), PIPELINE);
        Pipeline pipeline =
                PipelineReader.read(folder, Map.of(), new Diagnostics()).orElseThrow();
        try (EmbeddedKafka kafka = EmbeddedKafka.start(folder.resolve("kafka"), Ports.free(), Ports.free());
                LogTopics topics = new LogTopics(kafka.bootstrapServers())) {
            Executor later = CompletableFuture.delayedExecutor(300, TimeUnit.MILLISECONDS);
            CompletableFuture<Void> made =
                    CompletableFuture.runAsync(() -> topics.create(Engine.topics(pipeline)), later);
            assertThat(topics.count(pipeline))
                    .isEqualTo(new LogTopics.Counts(Map.of("shop.orders", 0L, "shop.orders.invalid", 0L)));
            made.join();
        }
    }
}

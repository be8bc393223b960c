package dev.runnel.connectors;

import static org.assertj.core.api.Assertions.assertThat;

import dev.runnel.core.environment.JobMonitor.State;
import dev.runnel.core.pipeline.EnvironmentFile;
import dev.runnel.core.pipeline.Pipeline;
import dev.runnel.core.record.Headers;
import dev.runnel.engine.run.RunningPipeline;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import org.gaul.s3proxy.S3Proxy;
import org.gaul.s3proxy.auth.AuthenticationType;
import org.gaul.s3proxy.nio2blob.FilesystemNio2BlobStore;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Files of a bucket: a pattern of keys, credentials of the environment, and what came since at the next start. */
class S3FilesITCase {
    @TempDir
    Path folder;

    @Test
    void readsTheFilesOfABucketOnce() throws Exception {
        Path store = folder.resolve("s3");
        put(store, "in/a.csv", "id,note\n1,one\nx,bad\n");
        put(store, "in/deep/b.csv", "id,note\n2,two\n");
        put(store, "other/c.csv", "id,note\n3,not meant\n");
        S3Proxy server = S3Proxy.builder()
                .blobStore(new FilesystemNio2BlobStore(store.toString()))
                .endpoint(URI.create("http://127.0.0.1:0"))
                .awsAuthentication(AuthenticationType.AWS_V2_OR_V4, "key-of-tests", "secret-of-tests")
                .ignoreUnknownHeaders(true)
                .build();
        server.start();
        try (Running running = new Running(folder)) {
            read(running, store, server.getPort());
        } finally {
            server.stop();
        }
    }

    private static void read(Running running, Path store, int port) throws Exception {
        Path environment = running.pipelineFolder().resolve(EnvironmentFile.FILE);
        Files.createDirectories(environment.getParent());
        Files.writeString(
                environment,
                """
                allow_paths: "s3://shop/in"
                s3: { endpoint: "http://127.0.0.1:%d", path_style: true, region: us-east-1, access_key: key-of-tests, secret_key: secret-of-tests }
                """
                        .formatted(port));
        Pipeline pipeline = running.read(
                """
                name: bucket
                streams:
                  orders:
                    source: { files: { path: "s3://shop/in/**/*.csv" } }
                    fields: { id: bigint!, note: string }
                """);
        readToTheEnd(running, pipeline);
        assertThat(running.values("bucket.orders"))
                .containsExactlyInAnyOrder("{\"id\":1,\"note\":\"one\"}", "{\"id\":2,\"note\":\"two\"}");
        assertThat(running.records("bucket.orders.invalid")).singleElement().satisfies(r -> assertThat(
                        SourceSuite.header(r, Headers.SOURCE))
                .isEqualTo("s3://shop/in/a.csv:3"));

        put(store, "in/d.csv", "id,note\n4,later\n");
        readToTheEnd(running, pipeline);
        assertThat(running.values("bucket.orders")).hasSize(3).contains("{\"id\":4,\"note\":\"later\"}");
    }

    private static void readToTheEnd(Running running, Pipeline pipeline) throws Exception {
        RunningPipeline runs = running.start(pipeline);
        running.await("the end", () -> runs.jobs().stream()
                .anyMatch(j -> j.name().equals("bucket.collect.orders") && j.state() == State.FINISHED));
        running.kill();
    }

    private static void put(Path store, String key, String text) throws IOException {
        Path file = store.resolve("shop").resolve(key);
        Files.createDirectories(file.getParent());
        Files.writeString(file, text);
    }
}

package dev.runnel.cli.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.runnel.cli.failure.CommandFailure;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DataFolderTest {
    private static final URI HTTP = URI.create("http://127.0.0.1:8080");
    private static final URI FLINK = URI.create("http://127.0.0.1:8081");

    @TempDir
    Path parent;

    @Test
    void isHeldByOneAtATimeAndSaysByWhom() {
        Path root = parent.resolve("data");
        try (DataFolder held = DataFolder.open(root)) {
            assertThat(held.root()).isDirectory();
            assertThatThrownBy(() -> DataFolder.open(root))
                    .isInstanceOf(CommandFailure.class)
                    .hasMessageContaining(root.toString())
                    .hasMessageContaining("process " + ProcessHandle.current().pid())
                    .hasMessageContaining("--data-dir");
        }
        DataFolder.open(root).close();
    }

    @Test
    void ofAnotherFormatIsRefused() throws IOException {
        DataFolder.open(parent).close();
        Files.writeString(parent.resolve("format"), "99\n");
        assertThatThrownBy(() -> DataFolder.open(parent)).hasMessageContaining("has format 99");
    }

    @Test
    void endpointsAreThoseOfAProcessThatLives() {
        assertThat(Endpoints.ofRunning(parent)).isEmpty();
        Endpoints mine = Endpoints.ofThisProcess(HTTP, "127.0.0.1:9092", FLINK);
        mine.write(parent);
        assertThat(Endpoints.ofRunning(parent)).contains(mine);
        new Endpoints(mine.pid(), Instant.EPOCH, HTTP, "127.0.0.1:9092", FLINK).write(parent);
        assertThat(Endpoints.ofRunning(parent)).as("another process of that id").isEmpty();
        mine.write(parent);
        Endpoints.remove(parent);
        assertThat(Endpoints.ofRunning(parent)).isEmpty();
    }

    @Test
    void brokenEndpointsAreAFailureThatSaysSo() throws IOException {
        Files.writeString(parent.resolve("endpoints.json"), "{");
        assertThatThrownBy(() -> Endpoints.ofRunning(parent))
                .isInstanceOf(CommandFailure.class)
                .hasMessageContaining("endpoints.json");
    }
}

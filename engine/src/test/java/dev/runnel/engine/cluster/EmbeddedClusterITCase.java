package dev.runnel.engine.cluster;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.runnel.broker.Ports;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class EmbeddedClusterITCase {
    @TempDir
    Path folder;

    @Test
    void saysThatItsPortIsTaken() {
        int port = Ports.free();
        try (EmbeddedCluster first = EmbeddedCluster.start(new EmbeddedSettings(port, 1, folder))) {
            assertThat(first.web().getHost()).isEqualTo("127.0.0.1");
            assertThat(first.web().getPort()).isEqualTo(port);
            assertThatThrownBy(() -> EmbeddedCluster.start(new EmbeddedSettings(port, 1, folder)))
                    .isInstanceOf(ClusterException.class)
                    .hasMessageContaining("its web port is " + port);
        }
    }
}

package dev.runnel.broker;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.InetAddress;
import java.net.ServerSocket;
import org.junit.jupiter.api.Test;

class PortsTest {
    @Test
    void staysBelowThePortsOfOutgoingConnections() {
        for (int i = 0; i < 50; i++) {
            assertThat(Ports.free()).isBetween(12_000, 32_767);
        }
    }

    @Test
    void givesAnotherThanOneThatIsTaken() throws Exception {
        try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            assertThat(Ports.isFree(taken.getLocalPort())).isFalse();
            assertThat(Ports.freeOr(taken.getLocalPort())).isNotEqualTo(taken.getLocalPort());
        }
    }
}

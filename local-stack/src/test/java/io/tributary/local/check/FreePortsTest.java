package io.tributary.local.check;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tributary.backing.Ports;

import org.junit.jupiter.api.Test;

import java.net.InetAddress;
import java.net.ServerSocket;
import java.util.Map;

class FreePortsTest {
    @Test
    void namesEveryBusyPortWithWhatWantsItAndWhoHoldsIt() throws Exception {
        var loopback = InetAddress.ofLiteral("127.0.0.1");
        try (var one = new ServerSocket(0, 1, loopback);
                var two = new ServerSocket(0, 1, loopback)) {
            Map<String, Integer> wanted =
                    Map.of("Kafka", one.getLocalPort(), "PostgreSQL", two.getLocalPort());

            assertThatThrownBy(() -> FreePorts.require(wanted))
                    .isInstanceOf(Problem.class)
                    .hasMessageContaining("Port %d, wanted by Kafka".formatted(one.getLocalPort()))
                    .hasMessageContaining(
                            "Port %d, wanted by Postgre".formatted(two.getLocalPort()))
                    .hasMessageContaining(
                            "held by java (pid %d)".formatted(ProcessHandle.current().pid()))
                    .hasMessageContaining("--port-offset");
        }
    }

    @Test
    void seesAHolderOnAllInterfacesToo() throws Exception {
        try (var everywhere = new ServerSocket(0)) {
            Map<String, Integer> wanted = Map.of("Kafka", everywhere.getLocalPort());

            assertThatThrownBy(() -> FreePorts.require(wanted)).hasMessageContaining("java (pid");
        }
    }

    @Test
    void saysNothingOfFreePorts() {
        Map<String, Integer> wanted = Map.of("Kafka", Ports.free());

        assertThatCode(() -> FreePorts.require(wanted)).doesNotThrowAnyException();
    }
}

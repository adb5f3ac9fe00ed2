package io.tributary.local.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

class PortPlanTest {
    @Test
    void isTheOneOfTheDocumentation() {
        var ports = new PortPlan(0).byName(true);

        assertThat(ports)
                .containsEntry("Kafka", 9092)
                .containsEntry("PostgreSQL", 5433)
                .containsEntry("nango-simulator", 3003)
                .containsEntry("ingress-service", 8080)
                .containsEntry("connection-store-service", 8081)
                .containsEntry("sync-worker", 8082);
        assertThat(ports.values()).doesNotHaveDuplicates();
    }

    @Test
    void refusesAnOffsetBeyondTheLastPort() {
        assertThatThrownBy(() -> new PortPlan(60_000)).hasMessageContaining("offset must be 0 to");
        assertThatThrownBy(() -> new PortPlan(-1)).hasMessageContaining("offset must be 0 to");
    }
}

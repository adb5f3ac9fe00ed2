package io.tributary.local.report;

import static org.assertj.core.api.Assertions.assertThat;

import io.tributary.local.config.Layout;
import io.tributary.local.config.PortPlan;

import org.junit.jupiter.api.Test;

import java.nio.file.Path;

class SummaryTest {
    private static final Layout LAYOUT = new Layout(Path.of("/home/x"), Path.of("/home/x/.local"));

    @Test
    void saysWhatIsWhere() {
        String text = new Summary(LAYOUT, new PortPlan(0), true, true, "the-token").text();

        assertThat(text.lines())
                .anyMatch(l -> l.matches("ingress-service +http://localhost:8080/.* +\\S+"))
                .anyMatch(l -> l.contains("localhost:5433/tributary"))
                .anyMatch(l -> l.matches("Kafka +localhost:9092 .*\\.local/kafka/kafka.log"))
                .anyMatch(l -> l.contains(".local/logs/sync-worker.log"))
                .anyMatch(l -> l.contains("nango.inbox, nango.deliveries"))
                .anyMatch(l -> l.contains("the-token"))
                .anyMatch(l -> l.matches("Page .* http://localhost:8081/connect"))
                .noneMatch(l -> l.contains("/home/x"));
    }

    @Test
    void withoutSimulatorNothingSpeaksOfIt() {
        var summary = new Summary(LAYOUT, new PortPlan(0), false, true, "the-token");

        assertThat(summary.text()).doesNotContain("simulator").doesNotContain("3003");
        assertThat(summary.tryLine()).contains("localhost:8082");
    }

    @Test
    void doesNotWaitForContactsWhereAFileSaysWhatIsPulled() {
        var summary = new Summary(LAYOUT, new PortPlan(0), true, false, "the-token");

        assertThat(summary.tryLine()).contains("localhost:8082").doesNotContain("demo-crm");
    }

    @Test
    void doesNotShowTheTokenWhenItIsLogged() {
        var summary = new Summary(LAYOUT, new PortPlan(0), true, true, "the-token");

        assertThat(summary.toString()).doesNotContain("the-token");
    }
}

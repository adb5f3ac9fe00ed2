package io.tributary.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.tributary.events.ConnectionKey;
import io.tributary.events.EventType;
import io.tributary.store.FakeNango.Known;

import org.junit.jupiter.api.Test;

import java.time.Duration;
import java.util.List;

/** After a known history, the scrape says exactly what was in it. */
class MetricsIT {

    @Test
    void countsWhatWasApplied() {
        try (Stage stage = new Stage();
                var service =
                        stage.start(
                                List.of("--tributary.environments.dev.nango.walk-interval=0"),
                                Mishap.class,
                                RecordedEnd.class)) {
            // given
            ApiCalls calls = new ApiCalls(service, stage.tokens);
            ConnectionKey key = new ConnectionKey(Stage.ENVIRONMENT, "measured", "m-1");
            stage.nango.connections.put(key.connectionId(), new Known(1, key.integration()));
            stage.deliver(Stage.body("creation", true, key));
            await().atMost(Duration.ofSeconds(60)).until(() -> stage.status(key).equals("active"));

            // when
            Mishap.NEXT.set(Mishap.Kind.COMMIT_NEVER_HAPPENS);
            stage.deliver("no key of ours", EventType.AUTH_PREFIX + "creation", new byte[0]);
            stage.deliver(key.encoded(), "nango.webhook.auth.odd", "x".getBytes(UTF_8));

            // then
            await().atMost(Duration.ofSeconds(90))
                    .untilAsserted(
                            () -> {
                                String scrape = calls.actuator("/actuator/prometheus").body();
                                says(scrape, "inputs_total{kind=\"authorized\"} 1.0");
                                says(scrape, "inputs_total{kind=\"present\"} 1.0");
                                says(scrape, "inputs_total{kind=\"unreadable\"} 1.0");
                                says(scrape, "inputs_total{kind=\"unrecognised\"} 1.0");
                                says(scrape, "changes_total{kind=\"created\"} 1.0");
                                says(scrape, "parked_total{reason=\"not-a-connection-key\"} 1.0");
                                says(scrape, "failures_total{step=\"commit\"} 1.0");
                                says(scrape, "waits_seconds_count 1");
                                says(scrape, "lag{partition=\"0\"} 0.0");
                                says(scrape, "lag{partition=\"2\"} 0.0");
                                says(scrape, "parked_open 1.0");
                                assertThat(scrape).contains("tributary_store_batch_size_sum");
                            });
        }
    }

    private static void says(String scrape, String line) {
        assertThat(scrape).contains("\ntributary_store_" + line + "\n");
    }
}

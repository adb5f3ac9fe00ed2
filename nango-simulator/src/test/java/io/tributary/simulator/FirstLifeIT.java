package io.tributary.simulator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import org.junit.jupiter.api.Test;

import java.time.Duration;

/** The shortest way through everything. */
class FirstLifeIT {

    @Test
    void anImportedConnectionIsToldShownAndPulledFrom() {
        try (RawReceiver receiver = new RawReceiver()) {
            Simulator nango = Simulator.shared(receiver);
            var made =
                    nango.importConnection(
                            """
                            {"provider_config_key":"demo-crm","connection_id":"first-life","tags":{"Team":"blue"},
                             "credentials":{"type":"OAUTH2","access_token":"t"}}
                            """);

            assertThat(made.status()).isEqualTo(201);
            await().atMost(Duration.ofSeconds(90)).until(() -> receiver.received().size() == 1);
            assertThat(receiver.received().getFirst().text())
                    .isEqualTo(
                            "{\"authMode\":\"OAUTH2\",\"connectionId\":\"first-life\",\"environment\":\"dev\",\"from\":\"nango\","
                                + "\"operation\":\"creation\",\"provider\":\"demo-crm\",\"providerConfigKey\":\"demo-crm\","
                                + "\"success\":true,\"tags\":{\"team\":\"blue\"},\"type\":\"auth\"}");
            assertThat(nango.get("/connections/first-life?provider_config_key=demo-crm").status())
                    .isEqualTo(200);
            var page = nango.proxy("GET", "/v1/contacts?per_page=100", "demo-crm", "first-life");
            assertThat(page.status()).isEqualTo(200);
            assertThat(page.json()).hasSize(100);
            assertThat(page.header("Link")).contains("rel=\"next\"");
        }
    }
}

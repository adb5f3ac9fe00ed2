package io.tributary.simulator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import tools.jackson.databind.JsonNode;

import java.time.Duration;

/** Syncs and actions: what is told, by which key it is signed; and the list of levers. */
class RunsIT {

    private static final Duration LONG = Duration.ofSeconds(20);

    private RawReceiver receiver;
    private Simulator nango;

    @BeforeEach
    void start() {
        receiver = new RawReceiver();
        nango = Simulator.shared(receiver);
        nango.control(
                "/connections",
                "{\"environment\":\"prod\",\"integration\":\"demo-crm\",\"connectionId\":\"run\"}");
        nango.control(
                "/connections",
                "{\"environment\":\"prod\",\"integration\":\"demo-crm\",\"connectionId\":\"run\"}");
        await().atMost(LONG).until(() -> !receiver.received().isEmpty());
        receiver.received().clear();
    }

    @AfterEach
    void stop() {
        receiver.close();
    }

    private void sync(String more) {
        nango.control(
                "/webhooks/sync",
                "{\"environment\":\"prod\",\"integration\":\"demo-crm\",\"connectionId\":\"run\""
                        + more
                        + "}");
    }

    @Test
    void aRunThatChangedNothingIsToldOnlyIfWanted() {
        sync("");
        sync(",\"added\":1,\"checkpoints\":{\"from\":null,\"to\":{\"since\":\"x\"}}");

        await().during(Duration.ofMillis(400))
                .atMost(LONG)
                .until(() -> receiver.received().size() == 1);
        assertThat(receiver.received().getFirst().text())
                .contains("\"responseResults\":{\"added\":1,\"deleted\":0,\"updated\":0}")
                .contains("\"checkpoints\":{\"from\":null,\"to\":{\"since\":\"x\"}}");
    }

    @Test
    void afterARotationRunsAreStillSignedWithTheOldKey() {
        try (Simulator rotated =
                Simulator.startSendingTo(receiver, "simulator.delivery.tracing=true")) {
            String key =
                    rotated.send("POST", "/environment/webhook-signing-key/rotate", "")
                            .json()
                            .path("data")
                            .path("webhook_signing_key")
                            .asString();
            rotated.control(
                    "/connections", "{\"integration\":\"unauth\",\"connectionId\":\"dd-1\"}");
            await().atMost(LONG).until(() -> receiver.received().size() == 1);

            rotated.control(
                    "/webhooks/sync",
                    "{\"integration\":\"unauth\",\"connectionId\":\"dd-1\",\"added\":1}");

            await().atMost(LONG).until(() -> receiver.received().size() == 2);
            var auth = receiver.received().get(0);
            var sync = receiver.received().get(1);
            assertThat(auth.header("X-Nango-Hmac-Sha256")).isEqualTo(Hmac.hex(key, auth.body()));
            assertThat(sync.header("X-Nango-Hmac-Sha256"))
                    .isEqualTo(Hmac.hex(Simulator.SIGNING_KEY, sync.body()));
            assertThat(auth.names())
                    .isEqualTo(
                            Capture.named("forward-with-trace-headers").headers().stream()
                                    .map(java.util.List::getFirst)
                                    .toList());
        }
    }

    @Test
    void everyLeverIsListedWithItsHelp() {
        JsonNode index = nango.control("GET", "", null).json();

        assertThat(index.propertyNames())
                .contains(
                        "/_control GET",
                        "/_control/connections/break POST",
                        "/_control/faults POST");
        assertThat(index).allSatisfy(help -> assertThat(help.asString()).isNotBlank());
        assertThat(index).hasSizeGreaterThanOrEqualTo(25);
    }

    @Test
    void aLeverThatIsMisspeltSaysSo() {
        Simulator.Answer answer =
                nango.call(
                        "POST",
                        "/_control/faults",
                        "{\"kind\":\"DROP\",\"cuont\":2}",
                        java.util.Map.of("Content-Type", "application/json"));

        assertThat(answer.status()).isEqualTo(400);
        assertThat(answer.text()).contains("cuont");
    }
}

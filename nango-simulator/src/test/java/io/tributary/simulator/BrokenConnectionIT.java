package io.tributary.simulator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import tools.jackson.databind.JsonNode;

import java.time.Duration;
import java.util.List;
import java.util.UUID;

/** A connection breaks, is noticed, is repaired, is granted again, is gone. */
class BrokenConnectionIT {

    private static final Duration LONG = Duration.ofSeconds(20);

    private final String id = "b-" + UUID.randomUUID();
    private final String which = "{\"integration\":\"demo-crm\",\"connectionId\":\"" + id + "\"}";
    private final String path = "/connections/" + id + "?provider_config_key=demo-crm";
    private RawReceiver receiver;
    private Simulator nango;

    @BeforeEach
    void connect() {
        receiver = new RawReceiver();
        nango = Simulator.shared(receiver);
        nango.control(
                "/connections",
                "{\"integration\":\"demo-crm\",\"connectionId\":\"%s\",\"endUser\":{\"id\":\"u-1\",\"email\":\"a@b.c\"},\"tags\":{\"T\":\"1\"}}"
                        .formatted(id));
        operations(1);
    }

    @AfterEach
    void stop() {
        receiver.close();
    }

    private List<String> operations(int count) {
        await().atMost(LONG).until(() -> receiver.received().size() >= count);
        return receiver.received().stream()
                .map(
                        r ->
                                r.text()
                                        .replaceAll(
                                                ".*\"operation\":\"([a-z]+)\".*\"success\":([a-z]+).*",
                                                "$1 $2"))
                .toList();
    }

    private JsonNode errors() {
        return nango.getScoped(path).json().path("errors");
    }

    @Test
    void aReadWithTheFullKeyNoticesTellsAndBacksOff() {
        nango.control("/connections/break", which.replace("}", ",\"attempt\":false}"));

        assertThat(errors()).isEmpty();
        Simulator.Answer first = nango.get(path);
        Simulator.Answer second = nango.get(path);
        Simulator.Answer forced = nango.get(path + "&force_refresh=true");

        assertThat(first.status()).isEqualTo(400);
        assertThat(first.errorCode()).isEqualTo("invalid_credentials");
        assertThat(
                        first.json()
                                .path("error")
                                .path("payload")
                                .path("connection")
                                .path("connection_id")
                                .asString())
                .isEqualTo(id);
        assertThat(second.status()).isEqualTo(424);
        assertThat(second.json().path("error").path("message").asString())
                .isEqualTo("A recent refresh attempt failed. Backing off");
        assertThat(forced.status()).isEqualTo(400);
        assertThat(operations(3))
                .containsExactly("creation true", "refresh false", "refresh false");
        assertThat(receiver.received().get(1).body()).isEqualTo(receiver.received().get(2).body());
        assertThat(errors().path(0).path("type").asString()).isEqualTo("auth");
    }

    @Test
    void theBackOffEnds() {
        nango.control("/connections/break", which);
        assertThat(nango.get(path).status()).isEqualTo(424);

        await().atMost(LONG)
                .pollInterval(Duration.ofMillis(300))
                .until(() -> nango.get(path).status() == 400);
    }

    @Test
    void aReadWithAScopedKeyTroublesNobody() {
        nango.control("/connections/break", which);
        operations(2);

        for (int i = 0; i < 3; i++) {
            assertThat(nango.getScoped(path).status()).isEqualTo(200);
        }

        await().during(Duration.ofMillis(400))
                .atMost(LONG)
                .until(() -> receiver.received().size() == 2);
    }

    @Test
    void repairIsSilentAndShownByTheApi() {
        nango.control("/connections/break", which);
        operations(2);
        String before = nango.getScoped(path).json().path("updated_at").asString();

        nango.control("/connections/repair", which);

        assertThat(errors()).isEmpty();
        assertThat(nango.get(path).status()).isEqualTo(200);
        assertThat(nango.getScoped(path).json().path("updated_at").asString())
                .isGreaterThan(before);
        await().during(Duration.ofMillis(400))
                .atMost(LONG)
                .until(() -> receiver.received().size() == 2);
    }

    @Test
    void laterServersTellOfARecovery() {
        nango.control("/connections/break", which);
        operations(2);

        nango.control("/connections/repair", which.replace("}", ",\"announce\":true}"));

        assertThat(operations(3)).endsWith("refresh true");
    }

    @Test
    void aReconnectWithoutTagsWipesThemAndKeepsTheEndUser() {
        nango.control("/connections/break", which);
        operations(2);

        nango.control("/connections/reauthorise", which);

        assertThat(operations(3)).endsWith("override true");
        assertThat(receiver.received().getLast().text())
                .contains("\"tags\":{}")
                .doesNotContain("endUser");
        JsonNode now = nango.get(path).json();
        assertThat(now.path("errors")).isEmpty();
        assertThat(now.path("tags").toString()).isEqualTo("{}");
        assertThat(now.path("end_user").path("id").asString()).isEqualTo("u-1");
    }

    @Test
    void deletionIsToldOnlyWhereItWasSwitchedOn() {
        String prod = "{\"environment\":\"prod\"," + which.substring(1);
        nango.control("/connections", prod);

        nango.control("/connections/delete", which);
        nango.control("/connections/delete", prod);

        assertThat(operations(2)).containsExactly("creation true", "deletion true");
        assertThat(receiver.received().getLast().text()).contains("\"environment\":\"prod\"");
        await().during(Duration.ofMillis(400))
                .atMost(LONG)
                .until(() -> receiver.received().size() == 2);
        assertThat(nango.get(path).status()).isEqualTo(404);
    }

    @Test
    void anOverrideIsToldWhereCreationsAreNot() {
        String prod = "{\"environment\":\"prod\"," + which.substring(1);
        nango.control("/connections", prod);

        nango.control("/connections/reauthorise", prod);

        assertThat(operations(2)).containsExactly("creation true", "override true");
    }
}

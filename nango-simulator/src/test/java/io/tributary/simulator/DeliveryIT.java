package io.tributary.simulator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.tributary.simulator.RawReceiver.Answer;
import io.tributary.simulator.RawReceiver.Received;
import io.tributary.simulator.delivery.DeliveryLog;
import io.tributary.simulator.delivery.DeliveryLog.Entry;
import io.tributary.simulator.delivery.DeliveryLog.Result;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import java.time.Duration;
import java.util.List;

/**
 * Delivery as it was observed, with 0.1 s and 0.2 s for 3 s and 6 s, 2 s for 20 s, 4 s for 60 s.
 */
class DeliveryIT {

    private static final Duration LONG = Duration.ofSeconds(30);

    private RawReceiver receiver;
    private Simulator nango;

    @BeforeEach
    void start() {
        receiver = new RawReceiver();
        nango = Simulator.shared(receiver);
    }

    @AfterEach
    void stop() {
        receiver.close();
    }

    private void fire() {
        nango.control(
                "/connections/fail", "{\"integration\":\"demo-crm\",\"connectionId\":\"never\"}");
    }

    private List<Entry> log() {
        return nango.bean(DeliveryLog.class).entries();
    }

    private List<Result> results() {
        return log().stream().map(Entry::result).toList();
    }

    private void awaitCalls(int calls) {
        await().atMost(LONG).until(() -> log().size() >= calls);
    }

    /** Longer than all waits between attempts, so that one more would be seen. */
    private void nothingMoreComes() {
        int calls = log().size();
        await().during(Duration.ofMillis(700)).atMost(LONG).until(() -> log().size() == calls);
    }

    @ParameterizedTest
    @ValueSource(ints = {500, 503})
    void aServerErrorIsTriedThreeTimesWithTheSameBytes(int status) {
        receiver.answers(Answer.status(status));

        fire();

        awaitCalls(3);
        nothingMoreComes();
        assertThat(results()).containsExactly(Result.REFUSED, Result.REFUSED, Result.REFUSED);
        assertThat(receiver.gaps().get(0)).isGreaterThan(0.09);
        assertThat(receiver.gaps().get(1)).isGreaterThan(0.19);
        Received first = receiver.received().getFirst();
        assertThat(receiver.received())
                .allSatisfy(
                        again -> {
                            assertThat(again.body()).isEqualTo(first.body());
                            assertThat(again.headers()).isEqualTo(first.headers());
                        });
    }

    @Test
    void aClosedSocketIsTriedThreeTimes() {
        receiver.answers(Answer.close());

        fire();

        awaitCalls(3);
        nothingMoreComes();
        assertThat(results()).containsExactly(Result.BROKEN, Result.BROKEN, Result.BROKEN);
        assertThat(receiver.received()).hasSize(3);
    }

    @Test
    void noOneListeningIsTriedThreeTimes() {
        receiver.close();

        fire();

        awaitCalls(3);
        nothingMoreComes();
        assertThat(results()).containsExactly(Result.BROKEN, Result.BROKEN, Result.BROKEN);
    }

    @Test
    void aHangingReceiverIsGivenUpThreeTimes() {
        receiver.answers(Answer.hang());

        fire();

        awaitCalls(3);
        nothingMoreComes();
        assertThat(results()).containsExactly(Result.TIMED_OUT, Result.TIMED_OUT, Result.TIMED_OUT);
        assertThat(receiver.gaps().get(0)).isGreaterThan(2.05);
        assertThat(receiver.gaps().get(1)).isGreaterThan(2.15);
    }

    @Test
    void aSlowBodyIsATimeOutWhateverTheStatus() {
        receiver.answers(_ -> Answer.bytes("HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\n{"));

        fire();

        awaitCalls(3);
        assertThat(results()).containsExactly(Result.TIMED_OUT, Result.TIMED_OUT, Result.TIMED_OUT);
    }

    @ParameterizedTest
    @ValueSource(ints = {400, 404, 408, 429, 304})
    void otherRefusalsAreFinal(int status) {
        receiver.answers(Answer.status(status, "Retry-After: 0"));

        fire();

        awaitCalls(1);
        nothingMoreComes();
        assertThat(log()).singleElement().extracting(Entry::status).isEqualTo(status);
    }

    @ParameterizedTest
    @ValueSource(ints = {200, 202, 204})
    void aSuccessIsASuccess(int status) {
        receiver.answers(Answer.status(status));

        fire();

        awaitCalls(1);
        nothingMoreComes();
        assertThat(results()).containsExactly(Result.DELIVERED);
    }

    @ParameterizedTest
    @ValueSource(ints = {301, 302, 303})
    void aRedirectIsFollowedWithoutTheBodyAndCountsAsSuccess(int status) {
        receiver.answers(redirectOnce(status));

        fire();

        awaitCalls(1);
        nothingMoreComes();
        assertThat(results()).containsExactly(Result.DELIVERED);
        assertThat(receiver.received()).hasSize(2);
        Received followed = receiver.received().getLast();
        assertThat(followed.requestLine()).isEqualTo("GET /elsewhere?a=%2F HTTP/1.1");
        assertThat(followed.body()).isEmpty();
        assertThat(followed.values("Content-Length")).isEmpty();
        assertThat(followed.header("X-Nango-Hmac-Sha256"))
                .isEqualTo(receiver.received().getFirst().header("X-Nango-Hmac-Sha256"));
    }

    @ParameterizedTest
    @ValueSource(ints = {307, 308})
    void theOtherRedirectsKeepTheBody(int status) {
        receiver.answers(redirectOnce(status));

        fire();

        awaitCalls(1);
        assertThat(receiver.received()).hasSize(2);
        Received followed = receiver.received().getLast();
        assertThat(followed.requestLine()).isEqualTo("POST /elsewhere?a=%2F HTTP/1.1");
        assertThat(followed.body()).isEqualTo(receiver.received().getFirst().body());
    }

    @Test
    void redirectsEndSomewhere() {
        receiver.answers(Answer.status(307, "Location: /hook"));

        fire();

        awaitCalls(3);
        assertThat(results()).containsExactly(Result.BROKEN, Result.BROKEN, Result.BROKEN);
        assertThat(receiver.received()).hasSize(18);
    }

    private static Answer redirectOnce(int status) {
        Answer away = Answer.status(status, "Location: /elsewhere?a=%2F");
        Answer done = Answer.status(200);
        return request -> (request.requestLine().contains("/hook") ? away : done).to(request);
    }

    @Test
    void theSecondaryIsServedWhenThePrimaryIsDoneWith() {
        try (RawReceiver secondary = new RawReceiver()) {
            receiver.answers(Answer.status(500));
            nango.sendTo(receiver.url(), secondary.url());

            fire();

            awaitCalls(4);
            assertThat(log().stream().map(Entry::url))
                    .containsExactly(
                            receiver.url(), receiver.url(), receiver.url(), secondary.url());
            assertThat(secondary.received().getFirst().nanos())
                    .isGreaterThan(receiver.received().getLast().nanos());
            assertThat(secondary.received().getFirst().body())
                    .isEqualTo(receiver.received().getLast().body());
        }
    }

    @Test
    void anOverrideReplacesBothAddresses() {
        try (RawReceiver own = new RawReceiver();
                RawReceiver secondary = new RawReceiver()) {
            nango.sendTo(receiver.url(), secondary.url());

            nango.control(
                    "/connections",
                    "{\"integration\":\"demo-crm\",\"webhookUrlOverride\":\"%s\"}"
                            .formatted(own.url()));

            awaitCalls(1);
            nothingMoreComes();
            assertThat(own.received()).hasSize(1);
            assertThat(receiver.received()).isEmpty();
            assertThat(secondary.received()).isEmpty();
        }
    }

    @Test
    void sixFailuresSilenceTheAddressAndAProbeWakesIt() {
        receiver.answers(Answer.status(400));
        for (int i = 1; i <= 6; i++) {
            fire();
            awaitCalls(i);
        }

        fire();
        awaitCalls(7);

        assertThat(log().getLast().result()).isEqualTo(Result.DROPPED_BY_CIRCUIT);
        assertThat(receiver.received()).hasSize(6);
        receiver.answers(Answer.status(202));
        await().atMost(LONG).pollInterval(Duration.ofMillis(500)).until(this::isDeliveredNow);
        assertThat(receiver.received()).hasSize(7);
        fire();
        await().atMost(LONG).until(() -> receiver.received().size() == 8);
    }

    private boolean isDeliveredNow() {
        int before = log().size();
        fire();
        awaitCalls(before + 1);
        return log().getLast().result() == Result.DELIVERED;
    }

    @Test
    void anOpenCircuitDropsTheRetriesThatArePending() {
        receiver.answers(Answer.status(500));

        fire();
        fire();
        fire();

        await().atMost(LONG)
                .until(
                        () ->
                                results().stream().filter(Result.DROPPED_BY_CIRCUIT::equals).count()
                                        == 3);
        assertThat(receiver.received()).hasSize(6);
    }

    @Test
    void aDroppedWebhookNeverComes() {
        nango.control("/faults", "{\"kind\":\"DROP\",\"count\":2}");

        fire();
        fire();
        fire();

        awaitCalls(3);
        nothingMoreComes();
        assertThat(receiver.received()).hasSize(1);
        assertThat(results().stream().filter(Result.DROPPED_ON_REQUEST::equals)).hasSize(2);
    }

    @Test
    void aDelayedWebhookIsOvertaken() {
        nango.control("/faults", "{\"kind\":\"DELAY\",\"delay\":\"PT3S\"}");

        nango.control(
                "/connections/fail", "{\"integration\":\"demo-crm\",\"connectionId\":\"first\"}");
        nango.control(
                "/connections/fail", "{\"integration\":\"demo-crm\",\"connectionId\":\"second\"}");

        awaitCalls(2);
        assertThat(log().stream().map(Entry::connectionId)).containsExactly("second", "first");
    }

    @Test
    void aDoubledWebhookComesTwice() {
        nango.control("/faults", "{\"kind\":\"DOUBLE\"}");

        fire();

        awaitCalls(2);
        nothingMoreComes();
        assertThat(receiver.received()).hasSize(2);
        assertThat(receiver.received().get(0).body()).isEqualTo(receiver.received().get(1).body());
    }

    @Test
    void aFaultForOneKindLeavesTheOthersAlone() {
        nango.control(
                "/faults", "{\"kind\":\"DROP\",\"type\":\"auth\",\"operation\":\"override\"}");

        fire();

        awaitCalls(1);
        assertThat(results()).containsExactly(Result.DELIVERED);
        assertThat(nango.control("GET", "/faults", null).json().path("pending").intValue())
                .isEqualTo(1);
    }

    @Test
    void connectionsAreKeptAlive() {
        for (int i = 1; i <= 5; i++) {
            fire();
            awaitCalls(i);
        }

        assertThat(receiver.received()).hasSize(5);
        assertThat(receiver.connections()).isEqualTo(1);
    }
}

package io.tributary.ingress;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;

import io.micrometer.core.instrument.MeterRegistry;
import io.tributary.backing.BackingServices;
import io.tributary.ingress.support.Ingress;
import io.tributary.ingress.support.Posted;
import io.tributary.ingress.support.RawHttp;
import io.tributary.ingress.support.RawHttp.Response;
import io.tributary.ingress.support.Written;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import java.io.IOException;
import java.time.Duration;
import java.util.Arrays;

/** What a slow or greedy sender can take from others. */
class LimitsIT {

    private static final int BUDGET = 1024 * 1024;
    private static final int MAX_CONNECTIONS = 4;
    private static final byte[] BODY = "{\"a\":1}".getBytes(UTF_8);

    private static Ingress ingress;

    private Written written;

    @BeforeAll
    static void start() {
        ingress =
                Ingress.start(
                        BackingServices.kafka(),
                        "--tributary.ingress.body-timeout=8s",
                        "--tributary.ingress.max-body=1MB",
                        "--tributary.ingress.body-budget=1MB",
                        "--tributary.ingress.max-connections=" + MAX_CONNECTIONS);
    }

    @AfterAll
    static void stop() {
        ingress.close();
    }

    @BeforeEach
    void watch() {
        await().atMost(Duration.ofSeconds(90))
                .until(() -> gauge("tributary.ingress.requests") == 0);
        written = new Written(BackingServices.kafka().bootstrapServers());
    }

    @AfterEach
    void close() {
        written.close();
    }

    @Test
    void aBodyThatDoesNotArriveInTimeIs503AndGivesItsShareBack() throws IOException {
        try (RawHttp http = new RawHttp(ingress.port())) {
            // given
            byte[] wire = Posted.of(BODY).wire();

            // when
            http.write(Arrays.copyOf(wire, wire.length - 1));

            // then
            Response response = http.read();
            assertThat(response.status()).isEqualTo(503);
            assertThat(http.closedByServer()).isTrue();
            assertThat(gauge("tributary.ingress.body.bytes")).isZero();
            assertThat(gauge("tributary.ingress.requests")).isZero();
            assertThat(written.nothing()).isTrue();
        }
    }

    @Test
    void aSenderThatGoesAwayGivesItsShareBack() throws IOException {
        // given
        byte[] wire = Posted.of(new byte[BUDGET - 1]).wire();
        try (RawHttp http = new RawHttp(ingress.port())) {
            http.write(Arrays.copyOf(wire, wire.length - 1));
            await().atMost(Duration.ofSeconds(90))
                    .until(() -> gauge("tributary.ingress.body.bytes") == BUDGET - 2);

            // when
            http.close();
        }

        // then
        await().atMost(Duration.ofSeconds(90))
                .until(() -> gauge("tributary.ingress.body.bytes") == 0);
        await().atMost(Duration.ofSeconds(90))
                .until(() -> gauge("tributary.ingress.requests") == 0);
        assertThat(written.nothing()).isTrue();
        assertThat(
                        ingress.bean(MeterRegistry.class)
                                .find("tributary.ingress.deliveries")
                                .tag("outcome", "failed")
                                .counters())
                .isEmpty();
    }

    @Test
    void aSpentBudgetIs503ForOthersUntilItIsGivenBack() throws IOException {
        try (RawHttp greedy = new RawHttp(ingress.port())) {
            // given
            byte[] wire = Posted.of(new byte[BUDGET - 1]).wire();
            greedy.write(Arrays.copyOf(wire, wire.length - 1));
            await().atMost(Duration.ofSeconds(90))
                    .until(() -> gauge("tributary.ingress.body.bytes") == BUDGET - 2);

            // when
            Response meanwhile = Posted.of(BODY).post(ingress.port());

            // then
            assertThat(meanwhile.status()).isEqualTo(503);
            assertThat(written.nothing()).isTrue();
            greedy.write(Arrays.copyOfRange(wire, wire.length - 1, wire.length));
            assertThat(greedy.read().status()).isEqualTo(202);
            assertThat(Posted.of(BODY).post(ingress.port()).status()).isEqualTo(202);
        }
    }

    @Test
    void whoAnnouncesMuchAndSendsNothingTakesNoRoom() throws IOException {
        try (RawHttp announcing = new RawHttp(ingress.port())) {
            // given
            announcing.write(Posted.of(new byte[BUDGET]).head().getBytes(ISO_8859_1));
            await().atMost(Duration.ofSeconds(90))
                    .until(() -> gauge("tributary.ingress.requests") == 1);

            // when
            Response meanwhile = Posted.of(BODY).post(ingress.port());

            // then
            assertThat(meanwhile.status()).isEqualTo(202);
        }
    }

    @Test
    void aConnectionTooManyIsClosedAndLaterOnesAreNot() throws IOException {
        RawHttp[] connections = new RawHttp[MAX_CONNECTIONS];
        try {
            // given
            for (int i = 0; i < MAX_CONNECTIONS; i++) {
                connections[i] = new RawHttp(ingress.port());
                assertThat(Posted.of(BODY).post(connections[i]).status()).isEqualTo(202);
            }

            // when
            try (RawHttp tooMany = new RawHttp(ingress.port())) {
                // then
                assertThat(tooMany.closedByServer()).isTrue();
            }
        } finally {
            for (RawHttp connection : connections) {
                connection.close();
            }
        }
        await().atMost(Duration.ofSeconds(90))
                .ignoreExceptions()
                .until(() -> Posted.of(BODY).post(ingress.port()).status() == 202);
    }

    private static double gauge(String name) {
        return ingress.bean(MeterRegistry.class).get(name).gauge().value();
    }
}

package io.tributary.ingress;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.micrometer.core.instrument.MeterRegistry;
import io.tributary.backing.BackingServices;
import io.tributary.backing.Kafka;
import io.tributary.ingress.support.Ingress;
import io.tributary.ingress.support.Load;
import io.tributary.ingress.support.Load.Outcome;
import io.tributary.ingress.support.Posted;
import io.tributary.ingress.support.Written;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Kafka gone or silent: 503 in time, never a 202 without a record, and back by itself. */
class OutageIT {

    private static final Duration DEADLINE = Duration.ofSeconds(4);

    /** For a machine that does much else. */
    private static final Duration SLACK = Duration.ofSeconds(6);

    private static final Duration PATIENCE = Duration.ofSeconds(90);
    private static final int BUDGET_MB = 4;
    private static final int MAX_REQUESTS = 60;

    static Stream<Arguments> ends() {
        return Stream.of(
                Arguments.argumentSet("SIGTERM", (Consumer<Kafka>) Kafka::stop),
                Arguments.argumentSet("SIGKILL", (Consumer<Kafka>) Kafka::kill));
    }

    @ParameterizedTest
    @MethodSource("ends")
    void everyAcceptedDeliveryOfARunWithoutKafkaInTheMiddleIsOnTheTopic(Consumer<Kafka> end) {
        try (Kafka kafka = BackingServices.freshKafka();
                Ingress ingress = start(kafka);
                Written written = new Written(kafka.bootstrapServers())) {
            // given
            Load load = Load.start(ingress.port(), 8, 100);
            try (load) {
                await().atMost(PATIENCE).until(() -> load.count(202) > 500);

                // when
                end.accept(kafka);
                await().atMost(PATIENCE).until(() -> load.count(503) > 30);
                kafka.restart();
                long before = load.count(202);
                await().atMost(PATIENCE).until(() -> load.count(202) > before + 500);
            }

            // then
            List<Outcome> outcomes = load.outcomes();
            assertThat(outcomes).extracting(Outcome::status).containsOnly(202, 503);
            assertThat(outcomes)
                    .allSatisfy(
                            outcome -> assertThat(outcome.took()).isLessThan(DEADLINE.plus(SLACK)));
            Set<String> stored =
                    written.records().stream()
                            .map(record -> Load.id(record.value()))
                            .collect(Collectors.toSet());
            assertThat(outcomes)
                    .filteredOn(outcome -> outcome.status() == 202)
                    .extracting(Outcome::id)
                    .allMatch(stored::contains);
        }
    }

    @Test
    void aSilentBrokerPilesUpNeitherThreadsNorMemory() throws Exception {
        try (Kafka kafka = BackingServices.freshKafka();
                Ingress ingress = start(kafka)) {
            // given
            ThreadMXBean threads = ManagementFactory.getThreadMXBean();
            assertThat(Posted.of(new byte[100]).post(ingress.port()).status()).isEqualTo(202);
            int threadsBefore = threads.getThreadCount();
            Highest bytes = new Highest(ingress, "tributary.ingress.body.bytes");
            Highest requests = new Highest(ingress, "tributary.ingress.requests");
            Highest platformThreads = new Highest(threads::getThreadCount);

            // when
            kafka.freeze();
            Load load = Load.start(ingress.port(), 120, 100_000);
            try (load) {
                await().pollInterval(Duration.ofMillis(5))
                        .atMost(PATIENCE)
                        .until(
                                () -> {
                                    bytes.look();
                                    requests.look();
                                    platformThreads.look();
                                    return load.count(503) > 2_000
                                            && load.outcomes().stream()
                                                    .anyMatch(o -> o.body().contains("durable"));
                                });
            } finally {
                kafka.thaw();
            }

            // then
            assertThat(load.outcomes()).extracting(Outcome::status).containsOnly(503);
            assertThat(load.outcomes()).anyMatch(o -> o.body().contains("Too much"));
            assertThat(load.outcomes())
                    .allSatisfy(
                            outcome -> assertThat(outcome.took()).isLessThan(DEADLINE.plus(SLACK)));
            // Shares that were refused may stand in the gauge for a moment.
            assertThat(bytes.value()).isBetween(1_000_000.0, BUDGET_MB * 1024.0 * 1024 * 1.1);
            assertThat(requests.value()).isBetween(20.0, MAX_REQUESTS * 1.1);
            assertThat(platformThreads.value()).isLessThan(threadsBefore + 40.0);
            await().atMost(PATIENCE)
                    .until(() -> Posted.of(new byte[100]).post(ingress.port()).status() == 202);
            await().atMost(PATIENCE).until(() -> gauge(ingress, bytes.name()) == 0);
            await().atMost(PATIENCE).until(() -> gauge(ingress, requests.name()) == 0);
        }
    }

    private static Ingress start(Kafka kafka) {
        return Ingress.start(
                kafka,
                "--tributary.ingress.deadline=" + DEADLINE,
                "--tributary.ingress.body-timeout=2s",
                "--tributary.ingress.max-body=1MB",
                "--tributary.ingress.body-budget=" + BUDGET_MB + "MB",
                "--tributary.ingress.max-requests=" + MAX_REQUESTS,
                "--logging.level.io.tributary.ingress.http.DeliveryReport=error");
    }

    private static double gauge(Ingress ingress, String name) {
        return ingress.bean(MeterRegistry.class).get(name).gauge().value();
    }

    /** The highest value seen by looking again and again. */
    private static final class Highest {

        private final String name;
        private final java.util.function.DoubleSupplier source;
        private double value;

        Highest(Ingress ingress, String name) {
            this.name = name;
            this.source = () -> gauge(ingress, name);
        }

        Highest(java.util.function.DoubleSupplier source) {
            this.name = "";
            this.source = source;
        }

        void look() {
            value = Math.max(value, source.getAsDouble());
        }

        String name() {
            return name;
        }

        double value() {
            return value;
        }
    }
}

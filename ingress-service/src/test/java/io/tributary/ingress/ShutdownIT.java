package io.tributary.ingress;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.micrometer.core.instrument.MeterRegistry;
import io.tributary.backing.BackingServices;
import io.tributary.backing.Kafka;
import io.tributary.ingress.support.Ingress;
import io.tributary.ingress.support.Posted;

import org.junit.jupiter.api.Test;

import java.time.Duration;
import java.util.concurrent.CompletableFuture;

/** A delivery in progress when the service is ended. */
class ShutdownIT {

    @Test
    void isStillAnswered() throws Exception {
        try (Kafka kafka = BackingServices.freshKafka();
                Ingress ingress = Ingress.start(kafka)) {
            // given
            kafka.freeze();
            CompletableFuture<Integer> status =
                    CompletableFuture.supplyAsync(
                            () -> {
                                try {
                                    return Posted.of(new byte[10]).post(ingress.port()).status();
                                } catch (java.io.IOException e) {
                                    throw new java.io.UncheckedIOException(e);
                                }
                            });
            await().atMost(Duration.ofSeconds(90)).until(() -> inProgress(ingress) == 1);

            // when
            CompletableFuture<Void> end = CompletableFuture.runAsync(ingress::close);

            // then
            await().during(Duration.ofMillis(300)).until(() -> !status.isDone());
            kafka.thaw();
            assertThat(status.get()).isEqualTo(202);
            end.get();
        }
    }

    private static double inProgress(Ingress ingress) {
        return ingress.bean(MeterRegistry.class).get("tributary.ingress.requests").gauge().value();
    }
}

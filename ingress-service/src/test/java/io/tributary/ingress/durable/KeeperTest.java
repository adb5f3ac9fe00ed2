package io.tributary.ingress.durable;

import static org.assertj.core.api.Assertions.assertThat;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.tributary.events.CloudEvent;
import io.tributary.events.EventSource;
import io.tributary.events.EventType;
import io.tributary.events.Topics;
import io.tributary.ingress.durable.Kept.NotDurable;
import io.tributary.ingress.durable.Kept.Reason;

import org.apache.kafka.clients.producer.ProducerRecord;
import org.junit.jupiter.api.Test;
import org.springframework.kafka.core.DefaultKafkaProducerFactory;
import org.springframework.kafka.core.KafkaTemplate;
import org.springframework.kafka.support.SendResult;

import java.time.Duration;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.locks.LockSupport;

class KeeperTest {

    private static final Duration PATIENCE = Duration.ofSeconds(3);

    /** Blocks as a producer without metadata does, and then hears of no acknowledgement. */
    private static final class Blocking extends KafkaTemplate<byte[], byte[]> {

        Blocking() {
            super(new DefaultKafkaProducerFactory<>(Map.of()));
        }

        @Override
        public CompletableFuture<SendResult<byte[], byte[]>> send(
                ProducerRecord<byte[], byte[]> record) {
            long end = System.nanoTime() + PATIENCE.toNanos();
            while (System.nanoTime() < end) {
                LockSupport.parkNanos(end - System.nanoTime());
            }
            return new CompletableFuture<>();
        }
    }

    @Test
    void theTimeInTheSendIsPartOfThePatience() {
        // given
        Gate gate = new Gate();
        gate.open();
        Keeper keeper = new Keeper(new Blocking(), gate, new SimpleMeterRegistry());
        long start = System.nanoTime();

        // when
        Kept kept = keeper.keep(event(), PATIENCE);

        // then
        Duration took = Duration.ofNanos(System.nanoTime() - start);
        assertThat(kept).isInstanceOfSatisfying(NotDurable.class, this::isLate);
        assertThat(took).isBetween(PATIENCE, PATIENCE.multipliedBy(2).minusMillis(100));
    }

    private void isLate(NotDurable kept) {
        assertThat(kept.reason()).isEqualTo(Reason.DEADLINE);
    }

    private static Outgoing event() {
        CloudEvent event =
                new CloudEvent(
                        "id",
                        EventSource.ingress("dev"),
                        EventType.UNKNOWN,
                        null,
                        null,
                        null,
                        null,
                        Map.of(),
                        new byte[0]);
        return new Outgoing(Topics.DELIVERIES, null, event);
    }
}

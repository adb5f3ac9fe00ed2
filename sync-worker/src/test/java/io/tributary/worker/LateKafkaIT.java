package io.tributary.worker;

import static io.tributary.events.ConnectionChange.Kind.CREATED;
import static io.tributary.events.SyncRun.Kind.COMPLETED;
import static io.tributary.worker.stand.Stand.NANGO;
import static io.tributary.worker.stand.Stand.aConnection;
import static io.tributary.worker.stand.Stand.change;
import static io.tributary.worker.stand.Stand.publish;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertTimeout;

import io.tributary.backing.BackingServices;
import io.tributary.events.ConnectionKey;
import io.tributary.worker.stand.RunningWorker;
import io.tributary.worker.stand.Seen;
import io.tributary.worker.stand.Stand;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

import java.time.Duration;

/** A worker that is there before the brokers are. */
@Timeout(480)
class LateKafkaIT {

    @BeforeEach
    void stopKafka() {
        Stand.open();
        RunningWorker.stopShared();
        BackingServices.kafka().stop();
    }

    @AfterEach
    void kafkaIsThereForOthers() {
        if (!BackingServices.kafka().running()) {
            BackingServices.kafka().restart();
        }
    }

    @Test
    void isNotReadyUntilTheyAreThereAndPullsThen() {
        ConnectionKey connection = aConnection();
        NANGO.connection(connection.connectionId(), 250);
        try (RunningWorker early = RunningWorker.start()) {
            int readyBefore = early.readiness();

            BackingServices.kafka().restart();
            early.awaitConsuming();
            publish(change(connection, CREATED, 1));

            assertThat(Seen.awaitLast(connection, COMPLETED).records()).isEqualTo(250);
            assertThat(readyBefore).isEqualTo(503);
            assertThat(early.readiness()).isEqualTo(200);
        }
    }

    /** What SIGTERM does. */
    @Test
    void endsInOrderWhileItWaits() {
        RunningWorker waiting = RunningWorker.start();
        int ready = waiting.readiness();

        assertTimeout(Duration.ofSeconds(60), waiting::close);

        assertThat(ready).isEqualTo(503);
    }
}

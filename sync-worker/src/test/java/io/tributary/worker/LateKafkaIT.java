package io.tributary.worker;

import static io.tributary.events.ConnectionChange.Kind.CREATED;
import static io.tributary.events.SyncRun.Kind.COMPLETED;
import static io.tributary.worker.stand.Stand.NANGO;
import static io.tributary.worker.stand.Stand.aConnection;
import static io.tributary.worker.stand.Stand.change;
import static io.tributary.worker.stand.Stand.publish;

import static org.assertj.core.api.Assertions.assertThat;

import io.tributary.backing.BackingServices;
import io.tributary.events.ConnectionKey;
import io.tributary.worker.stand.RunningWorker;
import io.tributary.worker.stand.Seen;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;

/** A worker that is there before the brokers are. */
@Timeout(240)
class LateKafkaIT {

    @BeforeEach
    void stopKafka() {
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
    void isNotReadyUntilTheyAreThereAndPullsThen() throws Exception {
        ConnectionKey connection = aConnection();
        NANGO.connection(connection.connectionId(), 250);
        try (RunningWorker early = RunningWorker.start()) {
            int readyBefore = readiness(early);

            BackingServices.kafka().restart();
            early.awaitConsuming();
            publish(change(connection, CREATED, 1));

            assertThat(Seen.awaitLast(connection, COMPLETED).records()).isEqualTo(250);
            assertThat(readyBefore).isEqualTo(503);
            assertThat(readiness(early)).isEqualTo(200);
        }
    }

    /** What SIGTERM does. */
    @Test
    @Timeout(60)
    void endsInOrderWhileItWaits() throws Exception {
        RunningWorker waiting = RunningWorker.start();
        int ready = readiness(waiting);

        waiting.close();

        assertThat(ready).isEqualTo(503);
    }

    private static int readiness(RunningWorker worker) throws IOException, InterruptedException {
        URI uri =
                URI.create(
                        "http://127.0.0.1:%d/actuator/health/readiness"
                                .formatted(worker.managementPort()));
        try (HttpClient client = HttpClient.newHttpClient()) {
            return client.send(HttpRequest.newBuilder(uri).build(), BodyHandlers.discarding())
                    .statusCode();
        }
    }
}

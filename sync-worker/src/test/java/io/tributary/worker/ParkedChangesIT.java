package io.tributary.worker;

import static io.tributary.events.ConnectionChange.Kind.BROKEN;
import static io.tributary.events.ConnectionChange.Kind.CREATED;
import static io.tributary.events.ConnectionChange.Kind.RECOVERED;
import static io.tributary.events.SyncRun.Kind.COMPLETED;
import static io.tributary.events.SyncRun.Kind.PAUSED;
import static io.tributary.events.SyncRun.Kind.STARTED;
import static io.tributary.worker.stand.Stand.NANGO;
import static io.tributary.worker.stand.Stand.aConnection;
import static io.tributary.worker.stand.Stand.change;
import static io.tributary.worker.stand.Stand.publish;
import static io.tributary.worker.stand.Stand.sql;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.tributary.events.ConnectionKey;
import io.tributary.worker.stand.Api;
import io.tributary.worker.stand.Api.Answer;
import io.tributary.worker.stand.FakeContacts;
import io.tributary.worker.stand.Gate;
import io.tributary.worker.stand.Refusal;
import io.tributary.worker.stand.RunningWorker;
import io.tributary.worker.stand.Seen;
import io.tributary.worker.stand.Stand;
import io.tributary.worker.stand.TopicReader;

import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.TopicPartition;
import org.junit.jupiter.api.Test;

import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ExecutionException;

/** The way back that the operations guide tells, for changes that a worker could not take. */
class ParkedChangesIT {

    private static final String GROUP = "tributary-sync-worker";

    private final ConnectionKey connection = aConnection();
    private final ConnectionKey other = aConnection();
    private final FakeContacts contacts = NANGO.connection(connection.connectionId(), 250);
    private final Gate gate = new Gate();

    @Test
    void areTakenOnceTheWorkersAreMendedAndTheirGroupIsSetBackAndNothingElseIsTwice()
            throws Exception {
        Api api = new Api(RunningWorker.shared().port());
        NANGO.connection(other.connectionId(), 250);
        contacts.onRequest(1, gate.before(contacts));
        publish(change(connection, CREATED, 1));
        gate.awaitReached(connection, 1);
        publish(change(connection, BROKEN, 2));
        Seen.awaitLast(connection, PAUSED);
        gate.open();
        Refusal refusal = refuse(RECOVERED.name());

        publish(change(connection, RECOVERED, 3));
        ConsumerRecord<byte[], byte[]> parked = awaitParked();
        Answer refused = api.post("/api/syncs/" + SyncsIT.id(connection) + "/trigger", "");
        publish(change(other, CREATED, 1));
        Seen.awaitLast(other, COMPLETED);
        refusal.close();
        RunningWorker.stopShared();
        setBack(parked);
        RunningWorker.shared();

        assertThat(Seen.awaitLast(connection, COMPLETED).records()).isEqualTo(250);
        assertThat(refused.status()).isEqualTo(409);
        assertThat(refused.detail()).contains("broken");
        assertThat(Seen.kinds(connection)).containsExactly(STARTED, PAUSED, STARTED, COMPLETED);
        assertThat(Seen.kinds(other)).containsExactly(STARTED, COMPLETED);
    }

    /** As a worker does that is older than what the store writes. */
    private Refusal refuse(String what) {
        return Refusal.of(
                sql(),
                "not_understood",
                "update on sync.connection",
                "new.key = '%s' and new.version = 3".formatted(connection.encoded()),
                Integer.MAX_VALUE,
                "23514",
                what + " is not understood");
    }

    private ConsumerRecord<byte[], byte[]> awaitParked() {
        return await().atMost(Duration.ofSeconds(60))
                .until(
                        () ->
                                TopicReader.all("nango.connections.parked").stream()
                                        .filter(
                                                record ->
                                                        new String(record.key(), UTF_8)
                                                                .equals(connection.encoded()))
                                        .toList(),
                        records -> !records.isEmpty())
                .getFirst();
    }

    /** What {@code kafka-consumer-groups --reset-offsets --to-offset} does. */
    private static void setBack(ConsumerRecord<byte[], byte[]> parked)
            throws ExecutionException, InterruptedException {
        TopicPartition partition =
                new TopicPartition(
                        "nango.connections", Integer.parseInt(header(parked, "parked_partition")));
        long offset = Long.parseLong(header(parked, "parked_offset"));
        try (Admin admin = Admin.create(Map.of("bootstrap.servers", Stand.bootstrapServers()))) {
            admin.alterConsumerGroupOffsets(GROUP, Map.of(partition, new OffsetAndMetadata(offset)))
                    .all()
                    .get();
        }
    }

    private static String header(ConsumerRecord<byte[], byte[]> record, String name) {
        return new String(record.headers().lastHeader(name).value(), UTF_8);
    }
}

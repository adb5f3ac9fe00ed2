package io.tributary.worker;

import static io.tributary.events.ConnectionChange.Kind.CREATED;
import static io.tributary.events.SyncRun.Kind.COMPLETED;
import static io.tributary.worker.stand.Stand.NANGO;
import static io.tributary.worker.stand.Stand.aConnection;
import static io.tributary.worker.stand.Stand.change;
import static io.tributary.worker.stand.Stand.publish;

import static org.assertj.core.api.Assertions.assertThat;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.tributary.events.CloudEvent;
import io.tributary.events.ConnectionKey;
import io.tributary.events.EventCodec;
import io.tributary.kafka.KafkaCloudEvents;
import io.tributary.worker.stand.Refusal;
import io.tributary.worker.stand.RunningWorker;
import io.tributary.worker.stand.Seen;
import io.tributary.worker.stand.Stand;
import io.tributary.worker.stand.TopicReader;

import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

import java.time.Instant;
import java.util.List;
import java.util.Map;

/** What comes on {@code nango.connections} and is no plain change, and what goes wrong there. */
class TriggerIT {

    private static final byte[] POISON = {(byte) 0xff, 0, '{'};

    private final ConnectionKey connection = aConnection();

    @BeforeAll
    static void start() {
        RunningWorker.shared();
    }

    @Test
    void parksWhatCannotBeReadWithItsBytesAndGoesOn() {
        NANGO.connection(connection.connectionId(), 1);
        CloudEvent created = EventCodec.event(change(connection, CREATED, 1), Instant.now());
        CloudEvent poisoned =
                new CloudEvent(
                        created.id(),
                        created.source(),
                        created.type(),
                        created.subject(),
                        created.time(),
                        created.dataSchema(),
                        created.contentType(),
                        Map.of(),
                        POISON);

        publish(toKafka(poisoned));
        publish(new ProducerRecord<>("nango.connections", connection.bytes(), null));
        publish(toKafka(created));

        Seen.awaitLast(connection, COMPLETED);
        List<ConsumerRecord<byte[], byte[]>> parked =
                TopicReader.all("nango.connections.parked").stream()
                        .filter(
                                record ->
                                        new String(record.key(), UTF_8)
                                                .equals(connection.encoded()))
                        .toList();
        assertThat(parked).hasSize(2);
        ConsumerRecord<byte[], byte[]> first = parked.getFirst();
        assertThat(first.value()).isEqualTo(POISON);
        assertThat(header(first, "ce_id")).isEqualTo(created.id());
        assertThat(header(first, "parked_topic")).isEqualTo("nango.connections");
        assertThat(header(first, "parked_partition"))
                .isEqualTo(Integer.toString(first.partition()));
        assertThat(header(first, "parked_offset")).matches("\\d+");
        assertThat(header(first, "parked_timestamp")).matches("\\d+");
        assertThat(header(first, "parked_group")).isEqualTo("tributary-sync-worker");
        assertThat(header(first, "parked_reason")).isEqualTo("malformed_event");
        assertThat(header(first, "parked_redrives")).isEqualTo("0");
        assertThat(parked.getLast().value()).isNull();
    }

    @Test
    void letsEventsOfNewerWritersPass() {
        NANGO.connection(connection.connectionId(), 1);
        CloudEvent created = EventCodec.event(change(connection, CREATED, 1), Instant.now());
        CloudEvent newer =
                new CloudEvent(
                        "newer",
                        created.source(),
                        "nango.connection.renamed",
                        created.subject(),
                        null,
                        null,
                        null,
                        Map.of(),
                        POISON);

        publish(toKafka(newer));
        publish(toKafka(created));

        Seen.awaitLast(connection, COMPLETED);
        assertThat(parkedKeys()).doesNotContain(connection.encoded());
    }

    @Test
    void takesARecordAgainForAsLongAsTheDatabaseFails() {
        NANGO.connection(connection.connectionId(), 1);
        failTwelveTimes();

        publish(change(connection, CREATED, 1));

        Seen.awaitLast(connection, COMPLETED);
        assertThat(parkedKeys()).doesNotContain(connection.encoded());
        assertThat(
                        Stand.sql()
                                .sql("select last_value from public.outage")
                                .query(Long.class)
                                .single())
                .isEqualTo(13);
    }

    /** More often than Spring's own error handler tries before it skips. */
    private void failTwelveTimes() {
        Refusal.of(
                Stand.sql(),
                "outage",
                "insert on sync.connection",
                "new.key = '%s'".formatted(connection.encoded()),
                12,
                "57P03",
                "the server starts up");
    }

    private static List<String> parkedKeys() {
        return TopicReader.all("nango.connections.parked").stream()
                .map(record -> new String(record.key(), UTF_8))
                .toList();
    }

    private ProducerRecord<byte[], byte[]> toKafka(CloudEvent event) {
        return KafkaCloudEvents.toRecord("nango.connections", connection.encoded(), event);
    }

    private static String header(ConsumerRecord<byte[], byte[]> record, String name) {
        return new String(record.headers().lastHeader(name).value(), UTF_8);
    }
}

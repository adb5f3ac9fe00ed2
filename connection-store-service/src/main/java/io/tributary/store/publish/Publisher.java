package io.tributary.store.publish;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.Objects.requireNonNull;

import io.tributary.events.CloudEvent;
import io.tributary.events.ConnectionChange;
import io.tributary.events.EventCodec;
import io.tributary.events.Topics;
import io.tributary.kafka.KafkaCloudEvents;
import io.tributary.kafka.ParkedRecord;
import io.tributary.store.inbox.Reason;
import io.tributary.store.ledger.Outgoing;

import org.apache.kafka.clients.producer.ProducerRecord;
import org.springframework.kafka.core.KafkaOperations;

import java.util.List;

/**
 * Sends what was recorded, within the Kafka transaction that the calling thread is in; that
 * transaction's commit waits for all of it and fails if any failed.
 */
public final class Publisher {

    private final KafkaOperations<byte[], byte[]> kafka;
    private final String group;

    /**
     * @param group the consumer's, told in what is parked
     */
    public Publisher(KafkaOperations<byte[], byte[]> kafka, String group) {
        this.kafka = kafka;
        this.group = group;
    }

    /** In the order given. */
    public void publish(List<Outgoing> outgoing) {
        for (Outgoing one : outgoing) {
            switch (one) {
                case Outgoing.Changed changed -> publish(changed.change(), changed.event());
                case Outgoing.Aside aside -> kafka.send(parked(aside));
            }
        }
    }

    private ProducerRecord<byte[], byte[]> parked(Outgoing.Aside aside) {
        Reason reason = aside.reason();
        return ParkedRecord.of(
                aside.record(), Topics.parked(Topics.INBOX), group, reason.code(), reason.detail());
    }

    private void publish(ConnectionChange change, CloudEvent event) {
        String key = requireNonNull(event.subject());
        kafka.send(KafkaCloudEvents.toRecord(Topics.CONNECTIONS.name(), key, event));
        String state = Topics.CONNECTIONS_STATE.name();
        kafka.send(
                KafkaCloudEvents.toRecord(state, key, EventCodec.stateAfter(change, event.time())));
        if (change.kind() == ConnectionChange.Kind.DELETED) {
            kafka.send(tombstone(state, key));
        }
    }

    @SuppressWarnings("NullAway") // Kafka's value of a tombstone is null, whatever its type says.
    private static ProducerRecord<byte[], byte[]> tombstone(String topic, String key) {
        return new ProducerRecord<>(topic, key.getBytes(UTF_8), null);
    }
}

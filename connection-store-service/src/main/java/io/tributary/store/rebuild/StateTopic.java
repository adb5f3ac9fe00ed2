package io.tributary.store.rebuild;

import io.tributary.events.CloudEvent;
import io.tributary.events.ConnectionKey;
import io.tributary.events.ConnectionState;
import io.tributary.events.ConnectionStatus;
import io.tributary.events.EventCodec;
import io.tributary.events.MalformedEvent;
import io.tributary.events.Topics;
import io.tributary.kafka.KafkaCloudEvents;

import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.jspecify.annotations.Nullable;

import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** What was last told of each connection. */
final class StateTopic {

    private final Log log;
    private final Brokers brokers;
    private final int partitions;

    StateTopic(Log log, Brokers brokers, int partitions) {
        this.log = log;
        this.brokers = brokers;
        this.partitions = partitions;
    }

    /** A few connections at a time; none: it is deleted. */
    interface Told {
        void take(Map<ConnectionKey, Optional<ConnectionState>> latest);
    }

    /**
     * From the start to the end, a later word about a connection after the earlier.
     *
     * @throws Refusal for what cannot be read
     */
    void read(Told told) {
        // To the very end, also where a transaction is not yet seen to be over: it waits for it.
        Map<Integer, Long> end = brokers.end(Topics.CONNECTIONS_STATE.name(), partitions);
        log.read(log.earliest(), end, batch -> told.take(latest(batch)));
    }

    private static Map<ConnectionKey, Optional<ConnectionState>> latest(
            List<ConsumerRecord<byte[], byte[]>> batch) {
        Map<ConnectionKey, Optional<ConnectionState>> latest = new LinkedHashMap<>();
        for (ConsumerRecord<byte[], byte[]> record : batch) {
            try {
                latest.put(
                        ConnectionKey.parse(new String(record.key(), StandardCharsets.UTF_8)),
                        Optional.ofNullable(state(record)));
            } catch (MalformedEvent | IllegalArgumentException e) {
                throw new Refusal(
                        "%s-%d at offset %d cannot be read: %s"
                                .formatted(
                                        record.topic(),
                                        record.partition(),
                                        record.offset(),
                                        e.getMessage()));
            }
        }
        return latest;
    }

    @SuppressWarnings("NullAway") // A tombstone has no value, whatever the consumer's type says.
    private static @Nullable ConnectionState state(ConsumerRecord<byte[], byte[]> record) {
        if (record.value() == null) {
            return null;
        }
        CloudEvent event = KafkaCloudEvents.fromRecord(record);
        ConnectionState state = EventCodec.decodeConnectionState(event);
        return state.connection().status() == ConnectionStatus.DELETED ? null : state;
    }
}

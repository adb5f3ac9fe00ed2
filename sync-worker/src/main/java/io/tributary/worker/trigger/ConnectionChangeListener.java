package io.tributary.worker.trigger;

import io.tributary.events.CloudEvent;
import io.tributary.events.ConnectionChange;
import io.tributary.events.EventCodec;
import io.tributary.events.MalformedEvent;
import io.tributary.kafka.KafkaCloudEvents;

import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.jspecify.annotations.Nullable;
import org.springframework.dao.DataIntegrityViolationException;
import org.springframework.kafka.annotation.KafkaListener;
import org.springframework.stereotype.Component;

/**
 * Takes in {@code nango.connections}, record by record; the offset moves once this returns. What
 * fails for a record's own sake is parked, and the next one is taken; whatever else fails is
 * thrown, and the same record comes again, for as long as it takes.
 */
@Component
class ConnectionChangeListener {

    static final String ID = "connection-changes";

    private final ConnectionChanges changes;
    private final Parking parking;

    ConnectionChangeListener(ConnectionChanges changes, Parking parking) {
        this.changes = changes;
        this.parking = parking;
    }

    @KafkaListener(
            id = ID,
            idIsGroup = false,
            autoStartup = "false",
            topics = "nango.connections",
            containerFactory = "connectionChangeContainers")
    void onMessage(ConsumerRecord<byte[], byte @Nullable []> record) {
        try {
            take(record);
        } catch (RuntimeException e) {
            if (!isOfTheRecord(e)) {
                throw e;
            }
            parking.park(record, e);
        }
    }

    private void take(ConsumerRecord<byte[], byte @Nullable []> record) {
        CloudEvent event = KafkaCloudEvents.fromRecord(record);
        // What a newer writer may say is legal and means nothing here.
        if (ConnectionChange.Kind.of(event.type()).isPresent()) {
            changes.apply(EventCodec.decodeConnectionChange(event), event.id());
        }
    }

    /**
     * Whether it was understood and is wrong. A change that is parked is missed by its connection's
     * runs; whatever else stops it may pass, and is waited for.
     */
    static boolean isOfTheRecord(RuntimeException e) {
        return switch (e) {
            case MalformedEvent _ -> true;
            // The database refused this record's values.
            case DataIntegrityViolationException _ -> true;
            // A type of ours did.
            case IllegalArgumentException _ -> true;
            default -> false;
        };
    }
}

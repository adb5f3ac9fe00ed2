package io.tributary.worker.trigger;

import io.tributary.events.CloudEvent;
import io.tributary.events.ConnectionChange;
import io.tributary.events.EventCodec;
import io.tributary.kafka.KafkaCloudEvents;

import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.KafkaException;
import org.jspecify.annotations.Nullable;
import org.springframework.dao.DataAccessException;
import org.springframework.dao.DataIntegrityViolationException;
import org.springframework.kafka.annotation.KafkaListener;
import org.springframework.stereotype.Component;
import org.springframework.transaction.TransactionException;

import java.sql.SQLException;

/**
 * Takes in {@code nango.connections}, record by record; the offset moves once this returns. What
 * fails for a record's own sake is parked, and the next one is taken; what the infrastructure fails
 * is thrown, and the same record comes again, for as long as it takes.
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
            if (isInfrastructure(e)) {
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

    private static boolean isInfrastructure(RuntimeException e) {
        return switch (e) {
            // The database understood and refused this record's values.
            case DataIntegrityViolationException _ -> false;
            case DataAccessException _, TransactionException _, KafkaException _ -> true;
            default -> e.getCause() instanceof SQLException;
        };
    }
}

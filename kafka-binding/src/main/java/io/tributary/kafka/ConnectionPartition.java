package io.tributary.kafka;

import io.tributary.events.ConnectionKey;

import org.apache.kafka.clients.producer.internals.BuiltInPartitioner;

/**
 * Where a connection's events lie: the same partition number on every keyed topic, whatever follows
 * the connection in the key.
 */
public final class ConnectionPartition {

    private ConnectionPartition() {}

    /** Kafka's own default for a record keyed by {@code connection} alone. */
    public static int of(ConnectionKey connection, int partitions) {
        return BuiltInPartitioner.partitionForKey(connection.bytes(), partitions);
    }
}

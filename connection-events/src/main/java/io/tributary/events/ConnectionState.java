package io.tributary.events;

import static java.util.Objects.requireNonNull;

/**
 * The latest of a connection, on the compacted {@code nango.connections.state}; a tombstone follows
 * its deletion.
 */
public record ConnectionState(
        Connection connection, long version, int generation, long nangoId, int decision) {

    public static final String CE_TYPE = "nango.connection.state";
    public static final String SCHEMA = "urn:tributary:schema:connection-state:1";

    public ConnectionState {
        requireNonNull(connection, "connection");
    }

    public static ConnectionState after(ConnectionChange change) {
        return new ConnectionState(
                change.connection(),
                change.version(),
                change.generation(),
                change.nangoId(),
                change.decision());
    }
}

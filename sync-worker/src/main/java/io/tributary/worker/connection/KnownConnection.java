package io.tributary.worker.connection;

import io.tributary.events.Connection;
import io.tributary.events.ConnectionKey;
import io.tributary.events.Owner;

import org.jspecify.annotations.Nullable;

import java.util.Map;

/**
 * A connection as its last change told it.
 *
 * @param provider Nango's name of the provider template; null of a connection that no change was
 *     heard of since this is kept
 * @param tags Nango's, keys in lower case
 * @param owner whose it is, if anyone said
 */
public record KnownConnection(
        ConnectionKey key,
        @Nullable String provider,
        Map<String, String> tags,
        @Nullable Owner owner) {

    public KnownConnection {
        tags = Map.copyOf(tags);
    }

    public static KnownConnection of(Connection connection) {
        return new KnownConnection(
                connection.key(), connection.provider(), connection.tags(), connection.owner());
    }

    /** One of which nothing but its name is known. */
    public static KnownConnection unheardOf(ConnectionKey key) {
        return new KnownConnection(key, null, Map.of(), null);
    }
}

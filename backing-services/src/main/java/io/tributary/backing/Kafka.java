package io.tributary.backing;

/**
 * One Kafka broker, its own controller, without TLS, on loopback; topics are never auto-created.
 */
public interface Kafka extends BackingService {

    /** {@code host:port}, the same for the whole life of this object. */
    String bootstrapServers();
}

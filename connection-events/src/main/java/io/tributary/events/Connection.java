package io.tributary.events;

import static java.util.Objects.requireNonNull;

import com.fasterxml.jackson.annotation.JsonIgnore;

import org.jspecify.annotations.Nullable;

import java.time.Instant;
import java.util.Map;
import java.util.UUID;

/**
 * A connection as Nango's API confirmed it.
 *
 * @param id the opaque id of our own API, {@link ConnectionKey#id()}
 * @param provider Nango's name of the provider template
 * @param owner whose it is, if anyone said
 * @param tags Nango's tags as they are now
 * @param error why it is broken; only while it is. Never the description, which may carry tokens
 * @param createdAt Nango's time of creation
 * @param updatedAt Nango's time of the last change, if the answer had one (lists have none)
 */
public record Connection(
        UUID id,
        String environment,
        String integration,
        String connectionId,
        String provider,
        ConnectionStatus status,
        @Nullable Owner owner,
        Map<String, String> tags,
        @Nullable ConnectionError error,
        Instant createdAt,
        @Nullable Instant updatedAt) {

    public Connection {
        // Read from the wire too, where anything can be missing.
        requireNonNull(id, "id");
        requireNonNull(environment, "environment");
        requireNonNull(integration, "integration");
        requireNonNull(connectionId, "connectionId");
        requireNonNull(provider, "provider");
        requireNonNull(status, "status");
        requireNonNull(createdAt, "createdAt");
        tags = Tags.sorted(requireNonNull(tags, "tags"));
    }

    @JsonIgnore
    public ConnectionKey key() {
        return new ConnectionKey(environment, integration, connectionId);
    }

    /**
     * @param type Nango's error type, for example {@code refresh_token_external_error}
     */
    public record ConnectionError(String type) {
        public ConnectionError {
            requireNonNull(type, "error.type");
        }
    }
}

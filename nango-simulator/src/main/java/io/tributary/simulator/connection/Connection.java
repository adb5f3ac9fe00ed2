package io.tributary.simulator.connection;

import org.jspecify.annotations.Nullable;

import tools.jackson.databind.JsonNode;

import java.time.Instant;
import java.util.Map;

/**
 * One connection as Nango keeps it.
 *
 * @param id Nango's own number; a connection made again after deletion gets another
 * @param credentials what was given when it was made, {@code type} included
 */
public record Connection(
        long id,
        ConnectionKey key,
        @Nullable EndUser endUser,
        Map<String, String> tags,
        JsonNode metadata,
        JsonNode connectionConfig,
        @Nullable String webhookUrlOverride,
        JsonNode credentials,
        Health health,
        Instant createdAt,
        Instant updatedAt,
        @Nullable Instant lastFetchedAt) {

    Connection with(Health next) {
        return new Connection(
                id,
                key,
                endUser,
                tags,
                metadata,
                connectionConfig,
                webhookUrlOverride,
                credentials,
                next,
                createdAt,
                updatedAt,
                lastFetchedAt);
    }

    Connection updated(Instant at) {
        return new Connection(
                id,
                key,
                endUser,
                tags,
                metadata,
                connectionConfig,
                webhookUrlOverride,
                credentials,
                health,
                createdAt,
                at,
                lastFetchedAt);
    }

    Connection fetched(Instant at) {
        return new Connection(
                id,
                key,
                endUser,
                tags,
                metadata,
                connectionConfig,
                webhookUrlOverride,
                credentials,
                health,
                createdAt,
                updatedAt,
                at);
    }

    Connection patched(
            @Nullable EndUser newEndUser,
            Map<String, String> newTags,
            @Nullable String newOverride,
            Instant at) {
        return new Connection(
                id,
                key,
                newEndUser,
                newTags,
                metadata,
                connectionConfig,
                newOverride,
                credentials,
                health,
                createdAt,
                at,
                lastFetchedAt);
    }
}

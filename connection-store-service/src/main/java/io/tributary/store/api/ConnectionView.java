package io.tributary.store.api;

import io.tributary.events.Owner;

import org.jspecify.annotations.Nullable;

import java.time.Instant;
import java.util.Map;
import java.util.UUID;

/**
 * A connection as the store knows it.
 *
 * @param status pending, active, broken or deleted
 * @param provider none while it is pending or once it is deleted, like all that Nango would tell
 * @param errorType why it is broken
 * @param openQuestion what the store is asking Nango about it, if anything
 */
record ConnectionView(
        UUID id,
        String environment,
        String integration,
        String connectionId,
        String status,
        @Nullable Long nangoId,
        @Nullable String provider,
        @Nullable Owner owner,
        @Nullable Map<String, String> tags,
        @Nullable String errorType,
        @Nullable Instant createdAt,
        @Nullable Instant updatedAt,
        @Nullable String openQuestion,
        int generation,
        long version) {}

package io.tributary.store.api;

import io.tributary.store.caller.Own;

import org.jspecify.annotations.Nullable;

import java.util.UUID;

/**
 * Which connections; what is null does not restrict.
 *
 * @param own only of this end user
 * @param after the last one of the page before
 */
record ConnectionsFilter(
        @Nullable Own own,
        @Nullable String environment,
        @Nullable String integration,
        @Nullable String connectionId,
        @Nullable String status,
        @Nullable String endUserId,
        @Nullable String organizationId,
        @Nullable TagFilter tags,
        @Nullable UUID after,
        int limit) {}

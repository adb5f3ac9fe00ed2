package io.tributary.worker.run;

import io.tributary.events.ConnectionKey;

import org.jspecify.annotations.Nullable;

import java.util.UUID;

/**
 * Which syncs; what is null does not restrict.
 *
 * @param status of the latest run
 * @param after the last one of the page before
 */
public record SyncFilter(
        @Nullable String environment,
        @Nullable String integration,
        @Nullable String connectionId,
        @Nullable String model,
        @Nullable RunStatus status,
        @Nullable UUID after,
        int limit) {

    /**
     * A part of a connection's key as the keys in the tables have it.
     *
     * @throws IllegalArgumentException if no key can have it
     */
    static @Nullable String encoded(@Nullable String part) {
        return part == null ? null : new ConnectionKey(part, "-", "-").encoded().split("/")[0];
    }
}

package io.tributary.worker.api;

import io.tributary.events.SyncRun;
import io.tributary.worker.run.Run;

import org.jspecify.annotations.Nullable;

import java.time.Instant;
import java.util.UUID;

/**
 * A run as the API shows it.
 *
 * @param status {@code running}, {@code paused}, {@code completed}, {@code failed} or {@code ended}
 * @param pages published and checkpointed so far
 * @param records published so far
 * @param reason why it waits, was paused, failed or ended
 * @param dueAt when it is tried again; only of a running one that waits
 */
record SyncView(
        UUID run,
        String environment,
        String integration,
        String connectionId,
        String model,
        String trigger,
        String status,
        long fence,
        long pages,
        long records,
        SyncRun.@Nullable Reason reason,
        Instant createdAt,
        @Nullable Instant startedAt,
        @Nullable Instant dueAt,
        @Nullable Instant finishedAt) {

    static SyncView of(Run run) {
        return new SyncView(
                run.id(),
                run.connection().environment(),
                run.connection().integration(),
                run.connection().connectionId(),
                run.model(),
                run.trigger(),
                run.status().word(),
                run.fence(),
                run.pages(),
                run.records(),
                run.reason(),
                run.createdAt(),
                run.startedAt(),
                run.waits() ? run.dueAt() : null,
                run.finishedAt());
    }
}

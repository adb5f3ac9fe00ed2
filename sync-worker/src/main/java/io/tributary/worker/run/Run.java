package io.tributary.worker.run;

import io.tributary.events.ConnectionKey;
import io.tributary.events.SyncRun;

import org.jspecify.annotations.Nullable;

import java.time.Instant;
import java.util.UUID;

/**
 * A run as its row tells it.
 *
 * @param trigger why it runs, for example {@code created}
 * @param orderedBy the subject of the operator's token, if one ordered it
 * @param events how many events have been told of it
 * @param announced whether its start has been told since it last began or resumed
 * @param attempts how often in a row it had to wait without getting a page further
 * @param dueAt not executed before
 * @param reason why it waits, was paused, or failed
 */
public record Run(
        UUID id,
        ConnectionKey connection,
        String model,
        String trigger,
        @Nullable String orderedBy,
        RunStatus status,
        long fence,
        long pages,
        long records,
        int events,
        boolean announced,
        int attempts,
        Position position,
        Instant dueAt,
        SyncRun.@Nullable Reason reason,
        Instant createdAt,
        @Nullable Instant startedAt,
        @Nullable Instant finishedAt) {

    /** Whether it is under way and something made it wait. */
    public boolean waits() {
        return status == RunStatus.RUNNING && reason != null;
    }

    Lease lease() {
        return new Lease(id, connection, model, fence, position);
    }

    SyncRun event(SyncRun.Kind kind, SyncRun.@Nullable Reason why) {
        return new SyncRun(
                kind,
                id,
                connection.environment(),
                connection.integration(),
                connection.connectionId(),
                model,
                trigger,
                fence,
                pages,
                records,
                why);
    }
}

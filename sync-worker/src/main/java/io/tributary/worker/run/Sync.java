package io.tributary.worker.run;

import org.jspecify.annotations.Nullable;

import java.time.Instant;

/**
 * How the pulls of one connection and model stand.
 *
 * @param latest the latest run
 * @param progress of it
 * @param lastCompletedAt when a run was last completed; null if none was
 * @param pause an operator's, while it holds
 */
public record Sync(
        Run latest,
        Progress progress,
        @Nullable Instant lastCompletedAt,
        @Nullable OperatorPause pause) {

    public SyncKey key() {
        return new SyncKey(latest.connection(), latest.model());
    }
}

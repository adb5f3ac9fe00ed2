package io.tributary.worker.run;

import io.tributary.events.SyncRun;

import org.jspecify.annotations.Nullable;

import java.time.Instant;

/**
 * How a run stands when no worker holds it.
 *
 * @param attempts how often in a row it had to wait without getting a page further
 * @param dueAt not executed before
 * @param reason why it waits, was paused, or failed
 */
record Standing(RunStatus status, int attempts, Instant dueAt, SyncRun.@Nullable Reason reason) {

    static Standing of(Run run, RunStatus status, SyncRun.@Nullable Reason reason) {
        return new Standing(status, run.attempts(), run.dueAt(), reason);
    }
}

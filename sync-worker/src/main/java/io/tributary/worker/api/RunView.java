package io.tributary.worker.api;

import io.swagger.v3.oas.annotations.media.Schema;
import io.tributary.worker.run.Run;

import org.jspecify.annotations.Nullable;

import java.time.Instant;
import java.util.UUID;

/** One run. */
@Schema(name = "Run", description = "One run of a sync, from its first page to its end.")
record RunView(
        @Schema(description = "Its id, as nango.sync-runs and its records have it.") UUID run,
        @Schema(description = SyncView.TRIGGER, example = "created") String trigger,
        @Schema(description = "Subject of the operator's token, if one ordered it.")
                @Nullable String orderedBy,
        @Schema(
                        description = SyncView.STATUS,
                        allowableValues = {"running", "paused", "completed", "failed", "ended"})
                String status,
        @Schema(description = "Raised with each take-over, pause and end.") long fence,
        @Schema(description = "Published and checkpointed so far.") long pages,
        @Schema(description = "Published so far, in those pages.") long records,
        @Schema(description = "Why it waits, was paused, failed or ended.")
                @Nullable ReasonView reason,
        @Schema(description = "When it was made.") Instant createdAt,
        @Schema(description = "When a worker first took it.") @Nullable Instant startedAt,
        @Schema(description = "When it was completed, failed or ended.")
                @Nullable Instant finishedAt) {

    static RunView of(Run run) {
        return new RunView(
                run.id(),
                run.trigger(),
                run.orderedBy(),
                run.status().word(),
                run.fence(),
                run.pages(),
                run.records(),
                ReasonView.of(run.reason()),
                run.createdAt(),
                run.startedAt(),
                run.finishedAt());
    }
}

package io.tributary.worker.api;

import io.swagger.v3.oas.annotations.media.Schema;
import io.tributary.worker.run.OperatorPause;
import io.tributary.worker.run.Run;
import io.tributary.worker.run.RunStatus;
import io.tributary.worker.run.Sync;

import org.jspecify.annotations.Nullable;

import java.time.Instant;
import java.util.UUID;

/** How the pulls of one connection and model stand. */
@Schema(
        name = "Sync",
        description =
                "How the pulls of one connection and model stand: the latest run, and when one was"
                        + " last completed.")
record SyncView(
        @Schema(description = "Tributary's own id, derived from connection and model.") UUID id,
        @Schema(description = "Environment of the connection.") String environment,
        @Schema(description = "Nango's provider config key.") String integration,
        @Schema(description = "Nango's connection id; unique only within the two above.")
                String connectionId,
        @Schema(description = "What is pulled, to nango.records.<model>.", example = "Contact")
                String model,
        @Schema(description = "The latest run.") UUID run,
        @Schema(description = TRIGGER, example = "created") String trigger,
        @Schema(description = "Subject of the operator's token, if one ordered it.")
                @Nullable String orderedBy,
        @Schema(
                        description = STATUS,
                        allowableValues = {"running", "paused", "completed", "failed", "ended"})
                String status,
        @Schema(description = "Raised with each take-over, pause and end.") long fence,
        @Schema(description = "Published and checkpointed so far.") long pages,
        @Schema(description = "Published so far, in those pages.") long records,
        @Schema(description = "Why it waits, was paused, failed or ended.")
                @Nullable ReasonView reason,
        @Schema(description = "When the latest run was made.") Instant createdAt,
        @Schema(description = "When a worker first took it.") @Nullable Instant startedAt,
        @Schema(description = "When it is tried again; only while it waits.")
                @Nullable Instant dueAt,
        @Schema(description = "When it was completed, failed or ended.")
                @Nullable Instant finishedAt,
        @Schema(
                        description =
                                "How fresh the data is: when a run was last completed, the latest"
                                        + " or one before. Null if none ever was.")
                @Nullable Instant lastCompletedAt,
        @Schema(
                        description =
                                "Subject of the token of the operator who paused it; while it is"
                                        + " here no run goes on or begins.")
                @Nullable String pausedBy,
        @Schema(description = "Since when an operator's pause holds.") @Nullable Instant pausedAt,
        @Schema(description = "How the latest run gets on; null unless it is running.")
                @Nullable ProgressView progress) {

    static final String TRIGGER =
            "What asked for it: operator; definition, where one was added after the connection; or"
                    + " the kind of the connection's change that did, such as created,"
                    + " reauthorized, updated or broken.";

    static final String STATUS =
            "running: under way, in turn, or waiting. paused: by an operator, or until its broken"
                    + " connection is repaired. failed: cannot go on without an operator. ended:"
                    + " its connection is gone, or an operator gave it up for a new run.";

    static SyncView of(Sync sync) {
        Run run = sync.latest();
        OperatorPause pause = sync.pause();
        return new SyncView(
                sync.key().id(),
                run.connection().environment(),
                run.connection().integration(),
                run.connection().connectionId(),
                run.model(),
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
                run.waits() ? run.dueAt() : null,
                run.finishedAt(),
                sync.lastCompletedAt(),
                pause == null ? null : pause.by(),
                pause == null ? null : pause.at(),
                run.status() == RunStatus.RUNNING ? ProgressView.of(sync) : null);
    }
}

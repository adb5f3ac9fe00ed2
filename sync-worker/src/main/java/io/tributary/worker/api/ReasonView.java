package io.tributary.worker.api;

import io.swagger.v3.oas.annotations.media.Schema;
import io.tributary.events.SyncRun;

import org.jspecify.annotations.Nullable;

/** Why a run does not go on. */
@Schema(name = "Reason", description = "Why a run waits, was paused, failed or ended.")
record ReasonView(
        @Schema(description = "For programs.", example = "provider_rate_limited") String code,
        @Schema(description = "For operators: what is wrong, and what to do.") String sentence) {

    static @Nullable ReasonView of(SyncRun.@Nullable Reason reason) {
        return reason == null ? null : new ReasonView(reason.code(), reason.sentence());
    }
}

package io.tributary.worker.api;

import io.swagger.v3.oas.annotations.media.Schema;

import org.jspecify.annotations.Nullable;

import java.util.List;

/** One page of a sync's runs. */
@Schema(name = "Runs", description = "One page of a sync's runs, the newest first.")
record RunsView(
        @Schema(description = "At most as many as the limit.") List<RunView> runs,
        @Schema(description = "Cursor of the page after this one; null on the last.")
                @Nullable String next) {}

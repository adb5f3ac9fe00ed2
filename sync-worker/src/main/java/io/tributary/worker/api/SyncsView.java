package io.tributary.worker.api;

import io.swagger.v3.oas.annotations.media.Schema;

import org.jspecify.annotations.Nullable;

import java.util.List;

/** One page of syncs. */
@Schema(name = "Syncs", description = "One page of syncs, in the order of their ids.")
record SyncsView(
        @Schema(description = "At most as many as the limit.") List<SyncView> syncs,
        @Schema(description = "Cursor of the page after this one; null on the last.")
                @Nullable String next) {}

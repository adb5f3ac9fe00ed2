package io.tributary.store.api;

import io.swagger.v3.oas.annotations.media.Schema;

import org.jspecify.annotations.Nullable;

import java.util.List;

/** One page. */
@Schema(name = "ParkedInputs", description = "One page of parked inputs, by their timestamps.")
record ParkedPageView(
        @Schema(description = "At most as many as the limit.") List<ParkedView> inputs,
        @Schema(description = "Cursor of the page after this one; null on the last.")
                @Nullable String next) {}

package io.tributary.store.api;

import io.swagger.v3.oas.annotations.media.Schema;

import org.jspecify.annotations.Nullable;

import java.util.List;

/** One page. */
@Schema(name = "Connections", description = "One page of connections, in the order of their ids.")
record PageView(
        @Schema(description = "At most as many as the limit.") List<ConnectionView> connections,
        @Schema(description = "Cursor of the page after this one; null on the last.")
                @Nullable String next) {}

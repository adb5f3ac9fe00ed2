package io.tributary.store.api;

import io.swagger.v3.oas.annotations.media.Schema;

import org.jspecify.annotations.Nullable;

import tools.jackson.databind.JsonNode;

import java.util.List;

/** What happened to a connection, oldest first. */
@Schema(name = "History", description = "One page of what happened to a connection, oldest first.")
record HistoryView(
        @Schema(description = "At most as many as the limit.") List<Entry> entries,
        @Schema(description = "Cursor of the page after this one; null on the last.")
                @Nullable String next) {

    /** Where in a connection's history. */
    record Place(int generation, long version) {}

    /** A change, as it was published. */
    @Schema(name = "HistoryEntry", description = "A change, as it was published.")
    record Entry(
            @Schema(
                            description = "Its ce_type on nango.connections.",
                            example = "nango.connection.created")
                    String type,
            @Schema(description = "Derivation of the tables that it is of.") int generation,
            @Schema(description = "The connection's version after it.") long version,
            @Schema(description = "The input that it goes back to.") CauseView cause,
            @Schema(
                            types = "object",
                            implementation = Object.class,
                            description =
                                    "The event's data, as published: see the JSON Schema of"
                                            + " nango.connection events. Null where the row cannot"
                                            + " be read back.")
                    @Nullable JsonNode change) {}

    /** An input. */
    @Schema(name = "Cause", description = "Where on Kafka the input is that brought a change.")
    record CauseView(
            @Schema(description = "Topic of the input.", example = "nango.inbox") String topic,
            @Schema(description = "Partition of the input.") int partition,
            @Schema(description = "Offset of the input.") long offset,
            @Schema(description = "Which of the input's changes this is, from 0.") int n,
            @Schema(description = "The input's ce_id.") String ceId,
            @Schema(description = "The input's ce_type.", example = "nango.observation.present")
                    String ceType) {}
}

package io.tributary.store.api;

import io.swagger.v3.oas.annotations.media.Schema;
import io.tributary.events.Topics;
import io.tributary.store.parking.ParkedInput;
import io.tributary.store.parking.Prospect;

import org.jspecify.annotations.Nullable;

import java.time.Instant;

/** A parked input, as it is listed. */
@Schema(name = "ParkedInput", description = "An input that was put aside with its reason.")
record ParkedView(
        @Schema(description = "Topic where it was.", example = "nango.inbox") String topic,
        @Schema(description = "Partition where it was.") int partition,
        @Schema(description = "Offset where it was; with the partition, its name here.")
                long offset,
        @Schema(description = "The record's timestamp: when the brokers took it in.")
                Instant timestamp,
        @Schema(description = "Where its bytes were put; kept for 90 days.") CopyView copy,
        @Schema(
                        description =
                                "The record's key as text: first 1000 characters, with U+FFFD for"
                                        + " what is no text. Null if it has none.")
                @Nullable String key,
        @Schema(description = "Environment of the key, where it is a connection's.")
                @Nullable String environment,
        @Schema(description = "The record's ce_type.") @Nullable String ceType,
        @Schema(description = "Why it was put aside, for programs.", example = "malformed")
                String reason,
        @Schema(description = "Why, for people; names the rule, never the content.") String detail,
        @Schema(description = "How often its lineage was redriven before it was parked here.")
                int redrives,
        @Schema(description = "Bytes of its value.") int size,
        @Schema(
                        description =
                                "If it is itself a redrive: topic/partition/offset of the parked"
                                        + " input that was redriven.",
                        example = "nango.inbox/3/17")
                @Nullable String redrivenFrom,
        @Schema(description = "When and by whom it was redriven; null while it was not.")
                @Nullable RedrivenView redriven,
        @Schema(description = "What a redrive can be expected to bring, where that is known.")
                @Nullable String prospect) {

    /** Where the bytes are on the parked topic. */
    @Schema(name = "ParkedCopy", description = "A place on the parked topic.")
    record CopyView(
            @Schema(description = "The parked topic.", example = "nango.inbox.parked") String topic,
            @Schema(description = "Of the same number as where it was.") int partition,
            @Schema(description = "Null if it was not found there: not yet put there, or gone.")
                    @Nullable Long offset) {}

    /** That it was redriven. */
    @Schema(
            name = "Redriven",
            description = "When and by whom an input was redriven, and to where.")
    record RedrivenView(
            @Schema(description = "By the database's clock.") Instant at,
            @Schema(description = "Subject of the token.") String by,
            @Schema(description = "Partition where it is now.") int partition,
            @Schema(description = "Offset where it is now.") long offset) {}

    static ParkedView of(ParkedInput input) {
        ParkedInput.Redriven redriven = input.redriven();
        return new ParkedView(
                Topics.INBOX.name(),
                input.place().partition(),
                input.place().offset(),
                input.received(),
                new CopyView(
                        Topics.parked(Topics.INBOX).name(),
                        input.place().partition(),
                        input.copyOffset()),
                input.key(),
                input.environment(),
                input.ceType(),
                input.reason(),
                input.detail(),
                input.redrives(),
                input.size(),
                input.redrivenFrom(),
                redriven == null
                        ? null
                        : new RedrivenView(
                                redriven.at(),
                                redriven.by(),
                                redriven.to().partition(),
                                redriven.to().offset()),
                Prospect.of(input.reason()));
    }
}

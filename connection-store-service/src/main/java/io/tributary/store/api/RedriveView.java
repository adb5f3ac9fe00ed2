package io.tributary.store.api;

import io.swagger.v3.oas.annotations.media.Schema;
import io.tributary.events.Topics;
import io.tributary.store.parking.ParkedInput;
import io.tributary.store.parking.Prospect;
import io.tributary.store.parking.RedriveReport;
import io.tributary.store.parking.RedriveReport.Outcome;
import io.tributary.store.parking.RedriveReport.Result;

import org.jspecify.annotations.Nullable;

import java.util.List;
import java.util.Locale;

/** What came of a redrive. */
@Schema(name = "Redrive", description = "What came of a redrive, input by input.")
record RedriveView(
        @Schema(description = "True if nothing was done.") boolean dryRun,
        @Schema(description = "How many matched and had not been redriven before this call.")
                long matching,
        @Schema(description = "How many this call redrove; in a dry run, would redrive.")
                long redriven,
        @Schema(description = "Those that were looked at, in this order, up to the bound.")
                List<OutcomeView> outcomes) {

    /** What came of one input. */
    @Schema(name = "RedriveOutcome", description = "What came of one input.")
    record OutcomeView(
            @Schema(description = "Topic where it was.", example = "nango.inbox") String topic,
            @Schema(description = "Partition where it was.") int partition,
            @Schema(description = "Offset where it was.") long offset,
            @Schema(description = "Why it was put aside.") @Nullable String reason,
            @Schema(
                            description =
                                    "already-redriven: by an earlier call, and not again. used-up:"
                                            + " its lineage was redriven three times. gone: neither"
                                            + " topic has its bytes any more.",
                            allowableValues = {
                                "would-be-redriven",
                                "redriven",
                                "already-redriven",
                                "used-up",
                                "gone"
                            })
                    String result,
            @Schema(description = "Where it is on its topic now.") @Nullable PlaceView to,
            @Schema(description = "What the redrive can be expected to bring, if that is known.")
                    @Nullable String prospect) {}

    /** A place on the topic. */
    @Schema(name = "Place", description = "A position on the original topic.")
    record PlaceView(
            @Schema(description = "Partition.") int partition,
            @Schema(description = "Offset.") long offset) {}

    static RedriveView of(boolean dryRun, RedriveReport report) {
        Result wanted = dryRun ? Result.WOULD_BE_REDRIVEN : Result.REDRIVEN;
        return new RedriveView(
                dryRun,
                report.matching(),
                report.outcomes().stream().filter(one -> one.result() == wanted).count(),
                report.outcomes().stream().map(RedriveView::outcome).toList());
    }

    private static OutcomeView outcome(Outcome outcome) {
        ParkedInput input = outcome.input();
        ParkedInput.Place to = outcome.to();
        return new OutcomeView(
                Topics.INBOX.name(),
                outcome.place().partition(),
                outcome.place().offset(),
                input == null ? null : input.reason(),
                outcome.result().name().toLowerCase(Locale.ROOT).replace('_', '-'),
                to == null ? null : new PlaceView(to.partition(), to.offset()),
                input == null ? null : Prospect.of(input.reason()));
    }
}

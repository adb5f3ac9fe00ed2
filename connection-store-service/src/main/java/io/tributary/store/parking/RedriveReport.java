package io.tributary.store.parking;

import org.jspecify.annotations.Nullable;

import java.util.List;

/**
 * What came of an order.
 *
 * @param matching how many were not redriven before and matched
 * @param outcomes in the order in which they were looked at
 */
public record RedriveReport(long matching, List<Outcome> outcomes) {

    /** What came of one input. */
    public enum Result {
        /** A dry run found nothing against it. */
        WOULD_BE_REDRIVEN,
        REDRIVEN,
        /** By an earlier or concurrent call; nothing was done. */
        ALREADY_REDRIVEN,
        /** Its lineage was redriven three times; nothing was done. */
        USED_UP,
        /** Neither the inbox nor the parked topic has it any more; nothing was done. */
        GONE,
        /** Nothing was parked at this place. */
        NOT_PARKED
    }

    /**
     * @param to where it is on the inbox now, if it was redriven
     * @param input none if none was parked there
     */
    public record Outcome(
            ParkedInput.Place place,
            Result result,
            ParkedInput.@Nullable Place to,
            @Nullable ParkedInput input) {}
}

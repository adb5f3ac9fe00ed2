package io.tributary.store.parking;

/** Which parked inputs are to be redriven. */
public sealed interface RedriveOrder {

    /** This one. */
    record One(ParkedInput.Place place) implements RedriveOrder {}

    /**
     * The oldest that match and were not redriven.
     *
     * @param most how many of them
     */
    record Matching(ParkedFilter filter, int most) implements RedriveOrder {}
}

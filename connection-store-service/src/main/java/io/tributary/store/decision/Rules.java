package io.tributary.store.decision;

/**
 * The heart of the store. Every cell of the table of states stands in one of the classes that this
 * one chooses between, and in {@link Restating}, which all three share.
 */
public final class Rules {

    /**
     * Rises with every difference in what the rules decide, counted from the first release: nobody
     * has tables of what was decided before it.
     */
    public static final int VERSION = 1;

    private Rules() {}

    /** Total: every state takes every input. */
    public static Decision decide(State state, Input input) {
        return switch (state) {
            case State.Gone gone -> GoneRules.decide(gone, input);
            case State.Pending pending -> PendingRules.decide(pending, input);
            case State.Live live -> LiveRules.decide(live, input);
        };
    }
}

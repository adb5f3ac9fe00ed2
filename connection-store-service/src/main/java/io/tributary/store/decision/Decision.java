package io.tributary.store.decision;

import java.util.List;

/**
 * What follows from one input.
 *
 * @param state after it
 * @param changes to publish, in order; their versions end at the state's
 * @param ask when to ask the state's open question because of it
 */
public record Decision(State state, List<Change> changes, Ask ask) {

    public Decision {
        changes = List.copyOf(changes);
    }

    static Decision same(State state) {
        return new Decision(state, List.of(), Ask.NOTHING);
    }

    static Decision quiet(State state, Ask ask) {
        return new Decision(state, List.of(), ask);
    }
}

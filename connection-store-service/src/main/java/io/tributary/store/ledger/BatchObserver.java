package io.tributary.store.ledger;

import io.tributary.store.inbox.Reading;

import java.util.List;

/** Is told what a committed transaction applied; must not throw. */
public interface BatchObserver {

    /** Looks away. */
    BatchObserver NONE = (_, _) -> {};

    /**
     * @param fresh the inputs that were applied now, not those that came again
     * @param brought what followed from them
     */
    void applied(List<Reading> fresh, List<Outgoing> brought);
}

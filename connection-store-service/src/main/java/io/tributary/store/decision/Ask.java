package io.tributary.store.decision;

/** When the connection's open question is to be asked because of an input. */
public enum Ask {
    /** The input asks nothing: what was due stays due. */
    NOTHING,
    NOW,
    /** Sixty seconds later. */
    ONCE_MORE,
    /** With the next walk over the whole list. */
    NEXT_WALK
}

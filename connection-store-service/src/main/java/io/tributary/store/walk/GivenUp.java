package io.tributary.store.walk;

/** The end of a walk before its end; the message says why, to the operator. */
final class GivenUp extends Exception {

    private static final long serialVersionUID = 1L;

    GivenUp(String why) {
        super(why);
    }
}

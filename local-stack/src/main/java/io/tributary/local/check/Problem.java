package io.tributary.local.check;

/** Why the stack does not start, with the way out; shown as it is, without a stack trace. */
public final class Problem extends RuntimeException {
    private static final long serialVersionUID = 1L;

    /**
     * @param what is wrong
     * @param wayOut what the reader can do about it
     */
    public Problem(String what, String wayOut) {
        super(what + "\n  " + wayOut);
    }
}

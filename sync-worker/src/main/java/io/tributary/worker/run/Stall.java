package io.tributary.worker.run;

import org.jspecify.annotations.Nullable;

import java.time.Instant;

/**
 * How long a run has got no page further, although it was tried.
 *
 * @param attempts how often in a row it had to wait, for whatever
 * @param kind of what it last had to wait for that is counted; null if of nothing
 * @param tries how many of those in a row were of this kind, whatever was waited for in between
 * @param since when the first of those was; null if none was
 */
public record Stall(int attempts, @Nullable Kind kind, int tries, @Nullable Instant since) {

    public static final Stall NONE = new Stall(0, null, 0, null);

    /** How long one is patient with what stopped it, where that is counted. */
    public enum Kind {
        /**
         * Without end, for the connection's user, and ever more seldom. In rows of earlier versions
         * for whatever is waited for without end.
         */
        FOR_EVER,
        UNTIL_GIVEN_UP,
        A_FEW_TIMES
    }

    /** As it counts for this kind. */
    public Stall as(Kind other) {
        return kind == other ? this : new Stall(attempts, other, 0, null);
    }

    /**
     * It has to wait once more, for what is not counted: an outage says nothing of a page that
     * fails, and no nightly restart makes one that always fails a new one.
     */
    public Stall waited() {
        return new Stall(attempts + 1, kind, tries, since);
    }

    /** It has to wait once more, and that is counted. */
    public Stall oneMore(Instant now) {
        return new Stall(attempts + 1, kind, tries + 1, since == null ? now : since);
    }
}

package io.tributary.worker.run;

import org.jspecify.annotations.Nullable;

/**
 * How far a run is: which page comes next.
 *
 * @param page number of the next page, from 0
 * @param next where it is, in the words of the definition's kind of paging; null before the first
 *     page and after the last
 * @param isEnd whether no page follows
 */
public record Position(long page, @Nullable String next, boolean isEnd) {

    public static Position first() {
        return new Position(0, null, false);
    }

    /** After this page comes the one at {@code there}. */
    public Position then(String there) {
        return new Position(page + 1, there, false);
    }

    /** This page is the last. */
    public Position thenEnd() {
        return new Position(page + 1, null, true);
    }
}

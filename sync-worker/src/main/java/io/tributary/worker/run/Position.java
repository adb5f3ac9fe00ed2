package io.tributary.worker.run;

import org.jspecify.annotations.Nullable;

/**
 * How far a run is: which page comes next.
 *
 * @param page number of the next page, from 0
 * @param emptyPages how many pages before it, in a row, had no record
 * @param next where it is, in the words of the definition's kind of paging; null before the first
 *     page and after the last
 * @param isEnd whether no page follows
 */
public record Position(long page, int emptyPages, @Nullable String next, boolean isEnd) {

    public static Position first() {
        return new Position(0, 0, null, false);
    }

    /** After this page, with so many records, comes the one at {@code there}. */
    public Position then(String there, int records) {
        return new Position(page + 1, records == 0 ? emptyPages + 1 : 0, there, false);
    }

    /** This page is the last. */
    public Position thenEnd() {
        return new Position(page + 1, 0, null, true);
    }
}

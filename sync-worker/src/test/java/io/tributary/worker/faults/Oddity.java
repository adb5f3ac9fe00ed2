package io.tributary.worker.faults;

/** What an answer with status 200 can have about it. */
enum Oddity {
    /** Some of the page before again, or some of its own twice. */
    RECORDS_AGAIN,
    /** The page before again, and the right way on. */
    PAGE_AGAIN,
    /** No record, and others follow. */
    EMPTY_PAGE,
    /** The page before in the place of this one: its records come nowhere else. */
    PAGE_LOST,
    /** Its {@code Link} or cursor is left out, although others follow. */
    WAY_ON_LOST;

    /** Whether it can only be noticed: no later page makes up for it. */
    boolean isLoss() {
        return this == PAGE_LOST || this == WAY_ON_LOST;
    }
}

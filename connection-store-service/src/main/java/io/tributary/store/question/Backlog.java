package io.tributary.store.question;

/**
 * How much of an environment's questions is due.
 *
 * @param everywhere in all partitions, whoever asks them
 * @param here in the partitions asked about
 * @param answerable of these, never asked yet, about connections of which nothing is known
 */
record Backlog(long everywhere, long here, long answerable) {

    private static final long MANY = 30;

    /** Whether the list's first page is worth more than single questions. */
    boolean isFlood() {
        return everywhere > MANY && answerable > 1;
    }
}

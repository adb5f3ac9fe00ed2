package io.tributary.store.question;

/**
 * How much of an environment's questions is due.
 *
 * @param everywhere in all partitions, whoever asks them
 * @param here in the partitions asked about
 * @param answerable of these, never asked yet, about connections of which nothing is known
 */
record Backlog(long everywhere, long here, long answerable) {

    /**
     * Whether the list's first page is worth more than single questions.
     *
     * @param soon how many can be asked singly before anybody minds
     */
    boolean isFlood(long soon) {
        return everywhere > soon && answerable > 1;
    }
}

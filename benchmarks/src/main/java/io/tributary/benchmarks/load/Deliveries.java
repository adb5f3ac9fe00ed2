package io.tributary.benchmarks.load;

/** What is posted, one after the other. */
@FunctionalInterface
public interface Deliveries {

    /**
     * The next one, as on the wire. Called by the one thread that posts.
     *
     * @param due when it is to be posted, by {@link System#nanoTime()}
     */
    byte[] next(long due);
}

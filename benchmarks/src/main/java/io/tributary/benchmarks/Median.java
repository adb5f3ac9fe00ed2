package io.tributary.benchmarks;

import java.util.stream.DoubleStream;

/** The middle one counts: one slow round says more of the machine than of what is measured. */
public final class Median {

    private Median() {}

    /**
     * @throws IllegalArgumentException if there is no value
     */
    public static double of(DoubleStream values) {
        double[] sorted = values.sorted().toArray();
        if (sorted.length == 0) {
            throw new IllegalArgumentException("nothing has no median");
        }
        int middle = sorted.length / 2;
        return sorted.length % 2 == 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2;
    }
}

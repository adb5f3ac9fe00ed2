package io.tributary.benchmarks.load;

import org.HdrHistogram.Histogram;

/**
 * How long answers took, all of them good ones.
 *
 * @param perSecond how many came
 * @param answers from the moment at which each delivery was due, in nanoseconds
 * @param lateness from the moment at which each was due to its post, where a connection was free:
 *     the sender's own, in nanoseconds
 */
public record Timing(double perSecond, Histogram answers, Histogram lateness) {

    private static final double NANOS_PER_MILLI = 1e6;

    /** In milliseconds. */
    public double percentile(double percent) {
        return answers.getValueAtPercentile(percent) / NANOS_PER_MILLI;
    }

    /** The sender's own, in milliseconds. */
    public double late(double percent) {
        return lateness.getValueAtPercentile(percent) / NANOS_PER_MILLI;
    }
}

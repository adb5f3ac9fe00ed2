package io.tributary.worker.run;

import org.jspecify.annotations.Nullable;

import java.time.Duration;
import java.time.Instant;

/**
 * How a run gets on, as its row told at one moment: the same whichever worker is asked, and after
 * any of them was started anew.
 *
 * @param readAt the moment, by the database's clock
 * @param records published so far, those of the page in hand included
 * @param pageRecords of them, those of the page in hand
 * @param pageStartedAt since when the run is at that page
 * @param progressedAt when records were last published
 * @param earlierAt some time ago, but not before a worker took the run over after a pause
 * @param earlierRecords published by then
 * @param job who executes the run; null if it waits for its turn or is not under way
 */
public record Progress(
        Instant readAt,
        @Nullable Instant startedAt,
        long records,
        long pageRecords,
        @Nullable Instant pageStartedAt,
        @Nullable Instant progressedAt,
        @Nullable Instant earlierAt,
        long earlierRecords,
        @Nullable Execution job) {

    /** After so long without a record the recent rate is zero. */
    static final Duration STILL = Duration.ofSeconds(60);

    /**
     * A worker that executes it.
     *
     * @param heartbeatAt its last sign of life; after several missed another takes over
     */
    public record Execution(String worker, @Nullable Instant heartbeatAt) {}

    /**
     * How fast it was lately.
     *
     * @param recordsPerSecond on average
     * @param seconds over how long
     */
    public record Rate(double recordsPerSecond, double seconds) {}

    /** Over the last half to whole minute; null before the first worker took it. */
    public @Nullable Rate recently() {
        if (earlierAt == null) {
            return null;
        }
        double seconds = seconds(earlierAt);
        boolean isStill = progressedAt == null || progressedAt.isBefore(readAt.minus(STILL));
        return new Rate(isStill ? 0 : perSecond(records - earlierRecords, seconds), seconds);
    }

    /** Since its first worker took it, waits and pauses included. */
    public @Nullable Rate sinceStart() {
        if (startedAt == null) {
            return null;
        }
        double seconds = seconds(startedAt);
        return new Rate(perSecond(records, seconds), seconds);
    }

    private double seconds(Instant since) {
        return Math.max(0, Duration.between(since, readAt).toMillis() / 1000.0);
    }

    private static double perSecond(long records, double seconds) {
        return seconds == 0 ? 0 : Math.round(records / seconds * 10) / 10.0;
    }
}

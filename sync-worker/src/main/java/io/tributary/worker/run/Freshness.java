package io.tributary.worker.run;

import java.time.Duration;
import java.util.Map;

/**
 * How fresh the data of one integration and model is.
 *
 * @param byStatus syncs of connections that are not deleted, by the status of the latest run
 * @param oldest of those of active connections, the longest time since one was completed, or first
 *     begun if it never was
 * @param overdue how many of them are longer without than asked for
 */
public record Freshness(Map<RunStatus, Long> byStatus, Duration oldest, long overdue) {

    public static final Freshness NONE = new Freshness(Map.of(), Duration.ZERO, 0);

    /** Of what. */
    public record Of(String integration, String model) {}

    public long syncs(RunStatus status) {
        return byStatus.getOrDefault(status, 0L);
    }
}

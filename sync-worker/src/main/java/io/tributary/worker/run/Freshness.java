package io.tributary.worker.run;

import org.jspecify.annotations.Nullable;

import java.time.Duration;
import java.util.EnumMap;
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

    /**
     * Of what.
     *
     * @param provider Nango's name of it; null of connections that no change was heard of lately
     */
    public record Of(String integration, @Nullable String provider, String model) {}

    /** Of both at once. */
    public Freshness and(Freshness other) {
        Map<RunStatus, Long> both = new EnumMap<>(RunStatus.class);
        both.putAll(byStatus);
        other.byStatus.forEach((status, syncs) -> both.merge(status, syncs, Long::sum));
        return new Freshness(
                both,
                oldest.compareTo(other.oldest) > 0 ? oldest : other.oldest,
                overdue + other.overdue);
    }

    public long syncs(RunStatus status) {
        return byStatus.getOrDefault(status, 0L);
    }
}

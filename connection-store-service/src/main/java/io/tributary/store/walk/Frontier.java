package io.tributary.store.walk;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.OptionalInt;

/** How far the inbox must be applied before a walk begins. */
final class Frontier {

    /** Attempts come seconds apart; after longer it is another walk that is to begin. */
    private static final Duration OF_THE_SAME_WALK = Duration.ofMinutes(1);

    private final Clock clock;
    private Map<Integer, Long> ends = Map.of();
    private Instant lastAttempt = Instant.EPOCH;

    Frontier(Clock clock) {
        this.clock = clock;
    }

    /**
     * Where the inbox ended at the first attempt, which is where it counts: under steady inflow its
     * end is never applied.
     *
     * @param now where it ends now, by partition
     * @param applied how far each partition is applied
     * @return the number of partitions if all of it is applied, and the next attempt is a first one
     */
    OptionalInt reached(Map<Integer, Long> now, Map<Integer, Long> applied) {
        Instant attempt = clock.instant();
        if (!ends.keySet().equals(now.keySet())
                || attempt.isAfter(lastAttempt.plus(OF_THE_SAME_WALK))) {
            ends = Map.copyOf(now);
        }
        lastAttempt = attempt;
        boolean all =
                ends.entrySet().stream()
                        .allMatch(end -> applied.getOrDefault(end.getKey(), -1L) >= end.getValue());
        if (!all) {
            return OptionalInt.empty();
        }
        ends = Map.of();
        return OptionalInt.of(now.size());
    }
}

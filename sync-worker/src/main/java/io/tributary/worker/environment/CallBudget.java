package io.tributary.worker.environment;

import io.github.bucket4j.Bucket;
import io.tributary.nango.api.RateLimit;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;

/**
 * This process' share of the calls that one environment's Nango allows. Not shared between
 * processes: each of several workers needs its part of the share configured.
 */
public final class CallBudget {

    /** Nango's window; a reset further ahead is a provider's header of the same name. */
    private static final Duration WINDOW = Duration.ofSeconds(61);

    private static final int BURST_PART = 5;
    private static final int KEPT_FOR_OTHERS = 10;

    private final Bucket bucket;
    private final Clock clock;
    private volatile Instant heldUntil = Instant.MIN;

    /**
     * @param callsPerMinute never exceeded in any 60 s: what may come at once and what flows back
     *     in a minute add up to it
     */
    CallBudget(int callsPerMinute, Clock clock) {
        int burst = Math.max(1, callsPerMinute / BURST_PART);
        int refill = Math.max(1, callsPerMinute - burst);
        this.bucket =
                Bucket.builder()
                        .addLimit(
                                limit ->
                                        limit.capacity(burst)
                                                .refillGreedy(refill, Duration.ofMinutes(1)))
                        .build();
        this.clock = clock;
    }

    /**
     * Waits for a call, but not longer than {@code most}.
     *
     * @return zero if the call may go out now, else how long to stay away
     */
    public Duration take(Duration most) throws InterruptedException {
        Duration held = Duration.between(clock.instant(), heldUntil);
        if (held.isPositive()) {
            return held;
        }
        return bucket.asBlocking().tryConsume(1, most)
                ? Duration.ZERO
                : Duration.ofNanos(bucket.estimateAbilityToConsume(1).getNanosToWaitForRefill());
    }

    /** Heeds what Nango says is left of everyone's budget: the last tenth is the others'. */
    public void heed(RateLimit limit) {
        Instant now = clock.instant();
        boolean ofNango = limit.reset().isBefore(now.plus(WINDOW));
        if (ofNango && limit.remaining() * KEPT_FOR_OTHERS < limit.limit()) {
            heldUntil = limit.reset();
        }
    }
}

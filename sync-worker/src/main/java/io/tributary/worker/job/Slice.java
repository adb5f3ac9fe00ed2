package io.tributary.worker.job;

import io.tributary.worker.run.Lease;
import io.tributary.worker.run.Leases;

import java.time.Duration;

/**
 * How long one pull keeps its thread. Over only while others wait for one, so that nobody pays for
 * it who is alone, and only once a page is through, so that all get on, however long each has to
 * wait for its turn to call.
 */
final class Slice {

    private static final Duration EVERY = Duration.ofSeconds(1);

    private final Leases leases;
    private final Lease lease;
    private long askedNext;

    Slice(Leases leases, Lease lease, Duration length) {
        this.leases = leases;
        this.lease = lease;
        this.askedNext = System.nanoTime() + length.toNanos();
    }

    /** Costs a small query a second, once it may be. */
    boolean isOver() {
        long now = System.nanoTime();
        if (now - askedNext < 0) {
            return false;
        }
        askedNext = now + EVERY.toNanos();
        return leases.isInTheWay(lease);
    }
}

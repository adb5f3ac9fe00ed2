package io.tributary.worker.pull;

import io.tributary.worker.metrics.PullMetrics;
import io.tributary.worker.run.Lease;
import io.tributary.worker.run.LeaseLost;
import io.tributary.worker.run.Leases;

import java.time.Duration;

/**
 * Tells of a page's records while they are on their way, every few seconds: a page may have a
 * million of them, and most have not so many that it is told of at all before the checkpoint.
 */
final class PageProgress {

    private static final long EVERY_NANOS = Duration.ofSeconds(2).toNanos();

    private final Leases leases;
    private final PullMetrics metrics;
    private final Lease lease;
    private long told = System.nanoTime();
    private int records;
    private int counted;

    PageProgress(Leases leases, PullMetrics metrics, Lease lease) {
        this.leases = leases;
        this.metrics = metrics;
        this.lease = lease;
    }

    /**
     * One more was handed to Kafka.
     *
     * @throws LeaseLost if the run is someone else's by now: no need to publish the page's rest
     */
    void count() {
        records++;
        if (System.nanoTime() - told >= EVERY_NANOS) {
            leases.progress(lease, records);
            countSoFar();
            told = System.nanoTime();
        }
    }

    /** All are acknowledged. */
    void finish() {
        countSoFar();
        metrics.pagePublished(lease);
    }

    private void countSoFar() {
        metrics.published(lease, records - counted);
        counted = records;
    }
}

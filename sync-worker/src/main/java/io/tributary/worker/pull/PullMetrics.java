package io.tributary.worker.pull;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Tags;
import io.tributary.worker.run.Lease;

import org.springframework.stereotype.Component;

/**
 * {@code tributary.worker.*}, by integration and model: calls to Nango, pages and records
 * published, and what stopped pulls, by reason.
 */
@Component
public class PullMetrics {

    private final MeterRegistry meters;

    PullMetrics(MeterRegistry meters) {
        this.meters = meters;
    }

    void called(Order order) {
        meters.counter(
                        "tributary.worker.calls",
                        of(order.connection().integration(), order.definition().model()))
                .increment();
    }

    void published(Lease lease, int records) {
        meters.counter("tributary.worker.pages", of(lease)).increment();
        meters.counter("tributary.worker.records", of(lease)).increment(records);
    }

    /** A pull was stopped: it waits, is paused, or failed. */
    public void stopped(Lease lease, String outcome, String reason) {
        meters.counter(
                        "tributary.worker.stops",
                        of(lease).and("outcome", outcome).and("reason", reason))
                .increment();
    }

    /** A pull is complete. */
    public void completed(Lease lease) {
        meters.counter("tributary.worker.completed", of(lease)).increment();
    }

    private static Tags of(Lease lease) {
        return of(lease.connection().integration(), lease.model());
    }

    private static Tags of(String integration, String model) {
        return Tags.of("integration", integration, "model", model);
    }
}

package io.tributary.worker.metrics;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Tags;
import io.micrometer.core.instrument.Timer;
import io.tributary.worker.definition.Definitions;
import io.tributary.worker.run.Lease;

import org.springframework.stereotype.Component;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;

/** Counts what this worker pulls; what is configured is counted from zero on. */
@Component
public class PullMetrics {

    private static final String PREFIX = "tributary.worker.";
    private static final String REASON = "reason";
    private static final String PROPOSED = "(proposed)";

    private final MeterRegistry meters;
    private final Clock clock;
    private final List<String> models;

    PullMetrics(MeterRegistry meters, Clock clock, Definitions definitions) {
        this.meters = meters;
        this.clock = clock;
        this.models = definitions.models();
        definitions.pulled().forEach(pulled -> startAtZero(Labels.of(pulled)));
    }

    private void startAtZero(Tags tags) {
        calls(tags);
        pages(tags);
        records(tags);
        completions(tags);
    }

    /**
     * A call goes out; of a definition that is only tried it has no model of ours. Its integration
     * is ours nevertheless: such a one is tried only on connections that are known.
     */
    public void called(String integration, String model) {
        calls(Labels.of(integration, models.contains(model) ? model : PROPOSED)).increment();
    }

    /** So many records are acknowledged by Kafka. */
    public void published(Lease lease, int records) {
        records(Labels.of(lease)).increment(records);
    }

    /** All of a page's are. */
    public void pagePublished(Lease lease) {
        pages(Labels.of(lease)).increment();
    }

    /** A run is complete. */
    public void completed(Lease lease) {
        completions(Labels.of(lease)).increment();
    }

    /** A run is put off until then. */
    public void waits(Lease lease, String reason, Instant until) {
        Duration wait = Duration.between(clock.instant(), until);
        Timer.builder(PREFIX + "waits")
                .description("How often runs were put off, and for how long")
                .tags(Labels.of(lease).and(REASON, reason))
                .register(meters)
                .record(wait.isNegative() ? Duration.ZERO : wait);
    }

    /** A run cannot go on without an operator. */
    public void failed(Lease lease, String reason) {
        Counter.builder(PREFIX + "failures")
                .description("Runs that cannot go on without an operator")
                .tags(Labels.of(lease).and(REASON, reason))
                .register(meters)
                .increment();
    }

    private Counter calls(Tags tags) {
        return counter("calls", "Calls to Nango's proxy", tags);
    }

    private Counter pages(Tags tags) {
        return counter("pages", "Pages published, those that came again included", tags);
    }

    private Counter records(Tags tags) {
        return counter("records", "Records published, those that came again included", tags);
    }

    private Counter completions(Tags tags) {
        return counter("completed", "Runs completed", tags);
    }

    private Counter counter(String name, String description, Tags tags) {
        return Counter.builder(PREFIX + name).description(description).tags(tags).register(meters);
    }
}

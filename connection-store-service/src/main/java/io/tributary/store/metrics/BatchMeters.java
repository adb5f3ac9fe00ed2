package io.tributary.store.metrics;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.tributary.store.decision.Input;
import io.tributary.store.inbox.Reading;
import io.tributary.store.ledger.BatchObserver;
import io.tributary.store.ledger.Outgoing;

import java.time.Duration;
import java.util.List;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Counts and times batches; labels are only ever words of ours. */
public final class BatchMeters implements BatchObserver {

    private static final String PREFIX = "tributary.store.";
    private static final String CHANGE = "nango.connection.";

    private final MeterRegistry registry;

    public BatchMeters(MeterRegistry registry) {
        this.registry = registry;
        // From zero on: the rate of a count that begins with the first failure does not show it.
        for (Step step : Step.values()) {
            failures(step);
        }
    }

    /** What can fail; each makes the batch come again. */
    public enum Step {
        RECORD("record"),
        PUBLISH("publish"),
        COMMIT("commit");

        private final String label;

        Step(String label) {
            this.label = label;
        }
    }

    @Override
    public void applied(List<Reading> fresh, List<Outgoing> brought) {
        count("inputs", "kind", fresh.stream().map(BatchMeters::kind));
        count("changes", "kind", brought.stream().flatMap(BatchMeters::change));
        count("parked", "reason", brought.stream().flatMap(BatchMeters::reason));
    }

    private static Stream<String> change(Outgoing one) {
        return switch (one) {
            case Outgoing.Changed changed ->
                    Stream.of(changed.event().type().substring(CHANGE.length()));
            case Outgoing.Aside _ -> Stream.empty();
        };
    }

    private static Stream<String> reason(Outgoing one) {
        return switch (one) {
            case Outgoing.Changed _ -> Stream.empty();
            case Outgoing.Aside aside -> Stream.of(aside.reason().code());
        };
    }

    private static String kind(Reading reading) {
        return switch (reading) {
            case Reading.Readable readable -> kind(readable.input());
            case Reading.Unreadable _ -> "unreadable";
        };
    }

    private static String kind(Input input) {
        return switch (input) {
            case Input.Authorized _ -> "authorized";
            case Input.AuthorizationFailed _ -> "authorization-failed";
            case Input.RefreshFailed _ -> "refresh-failed";
            case Input.RefreshRecovered _ -> "refresh-recovered";
            case Input.DeletionClaimed _ -> "deletion-claimed";
            case Input.Seen _ -> "present";
            case Input.Missing _ -> "absent";
            case Input.Parked _ -> "unreadable";
            case Input.Restated _ -> "restated";
            case Input.Unrecognised _ -> "unrecognised";
        };
    }

    /** A batch was sent; its commit comes now. */
    public void done(int records, long nanos) {
        registry.timer(PREFIX + "batch").record(Duration.ofNanos(nanos));
        registry.summary(PREFIX + "batch.size").record(records);
    }

    /** A batch came to nothing. */
    public void failed(Step step) {
        failures(step).increment();
    }

    private Counter failures(Step step) {
        return registry.counter(PREFIX + "failures", "step", step.label);
    }

    /** It was waited after a failure. */
    public void waited(long nanos) {
        registry.timer(PREFIX + "waits").record(Duration.ofNanos(nanos));
    }

    private void count(String name, String label, Stream<String> values) {
        values.collect(Collectors.groupingBy(Function.identity(), Collectors.counting()))
                .forEach(
                        (value, times) ->
                                registry.counter(PREFIX + name, label, value).increment(times));
    }
}

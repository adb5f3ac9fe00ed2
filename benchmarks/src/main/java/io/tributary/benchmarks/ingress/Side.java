package io.tributary.benchmarks.ingress;

import io.tributary.benchmarks.Figures.Cost;
import io.tributary.benchmarks.Processor;
import io.tributary.benchmarks.Values.Value;
import io.tributary.benchmarks.load.Timing;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.ToDoubleFunction;
import java.util.stream.Stream;

/** One of the two that are compared, and what was measured of it, round by round. */
final class Side {

    private static final Duration SETTLE = Duration.ofSeconds(1);

    private final String name;
    private final Server server;
    private final Mix mix;
    private final Processor processor;
    private final List<Timing> full = new ArrayList<>();
    private final List<Timing> half = new ArrayList<>();
    private final List<List<Cost>> costs = new ArrayList<>();

    /**
     * @param mix all that is posted to it
     * @param processor of all who work for it
     */
    Side(String name, Server server, Mix mix, Processor processor) {
        this.name = name;
        this.server = server;
        this.mix = mix;
        this.processor = processor;
    }

    void warmUp(Duration time) throws InterruptedException {
        server.senders().closed(mix, Duration.ZERO, time);
    }

    /** As much as it takes. */
    void full(Duration time) throws InterruptedException {
        processor.start();
        long before = mix.all();
        full.add(server.senders().closed(mix, SETTLE, time));
        costs.add(processor.each((int) (mix.all() - before)));
    }

    /** So much, whatever it takes. */
    void at(double perSecond, Duration time) throws InterruptedException {
        half.add(server.senders().open(mix, perSecond, SETTLE, time));
    }

    /** What it took in this round, deliveries per second. */
    double perSecond(int round) {
        return full.get(round).perSecond();
    }

    List<Cost> costs(int round) {
        return costs.get(round);
    }

    /** The percentiles of both, and how late the sender itself was. */
    Stream<Value> values() {
        return Stream.of(
                        percentiles("full load", full),
                        percentiles("half load", half),
                        Stream.of(
                                value(
                                        "half load: the sender late, p99",
                                        "ms",
                                        half,
                                        t -> t.late(99)),
                                value("half load", "/s", half, Timing::perSecond)))
                .flatMap(values -> values);
    }

    private Stream<Value> percentiles(String load, List<Timing> timings) {
        return Stream.of(
                value(load + ": p50", "ms", timings, timing -> timing.percentile(50)),
                value(load + ": p99", "ms", timings, timing -> timing.percentile(99)),
                value(load + ": p999", "ms", timings, timing -> timing.percentile(99.9)));
    }

    private Value value(
            String what, String unit, List<Timing> timings, ToDoubleFunction<Timing> of) {
        return new Value(
                name + ", " + what, unit, timings.stream().map(of::applyAsDouble).toList());
    }
}

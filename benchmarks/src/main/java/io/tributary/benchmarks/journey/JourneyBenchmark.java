package io.tributary.benchmarks.journey;

import io.tributary.benchmarks.Progress;
import io.tributary.benchmarks.Values;
import io.tributary.benchmarks.Values.Value;
import io.tributary.benchmarks.journey.Trail.Steps;
import io.tributary.benchmarks.load.Senders;
import io.tributary.benchmarks.service.Setting;
import io.tributary.benchmarks.site.Creations;
import io.tributary.benchmarks.site.Site;
import io.tributary.events.ConnectionKey;

import org.HdrHistogram.Histogram;
import org.jspecify.annotations.Nullable;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import java.util.stream.Stream;

/**
 * In each round connections are made in the stand-in Nango, which tells nobody; then their webhooks
 * are posted at a fixed rate, and a consumer notes when it sees the change. The time of each begins
 * when its webhook was due.
 */
public final class JourneyBenchmark {

    private static final int PER_SECOND = 200;
    private static final int CONNECTIONS = 64;
    private static final double MOST_MILLIS = 100;
    private static final Duration WARM_UP = Duration.ofSeconds(45);
    private static final Duration SETTLE = Duration.ofSeconds(1);

    private final Setting setting;
    private final Progress progress;
    private final Duration time;
    private final List<Taken> taken = new ArrayList<>();
    private long next;

    /**
     * @param time of each round
     */
    public JourneyBenchmark(Setting setting, Progress progress, Duration time) {
        this.setting = setting.in("journey");
        this.progress = progress;
        this.time = time;
    }

    /** One round: of the whole way, and of each of its steps, in microseconds. */
    private record Taken(
            Histogram all, Histogram kept, Histogram answered, Histogram decided, Histogram seen) {

        private Taken() {
            this(histogram(), histogram(), histogram(), histogram(), histogram());
        }

        private static Histogram histogram() {
            return new Histogram(TimeUnit.MINUTES.toMicros(2), 3);
        }
    }

    /**
     * @throws IllegalStateException if a change is not seen
     */
    public Values run() throws Exception {
        try (Site site = new Site(setting, 1)) {
            site.store();
            site.ingress();
            rounds(site);
        }
        return values();
    }

    private void rounds(Site site) throws Exception {
        try (Senders senders = Senders.connect(site.ingressPort(), CONNECTIONS);
                Seen seen = new Seen(site.kafka());
                Trail trail = new Trail(site.kafka())) {
            round(site, senders, seen, trail, WARM_UP);
            progress.warm();
            for (int i = 0; i < progress.rounds(); i++) {
                Taken round = round(site, senders, seen, trail, time);
                taken.add(round);
                progress.round(
                        "p50 %.0f ms, p99 %.0f ms"
                                .formatted(millis(round.all(), 50), millis(round.all(), 99)));
            }
        }
    }

    private Values values() {
        return new Values(
                "end to end: POST to change seen by a read_committed consumer, at %d/s, %d s each,"
                                .formatted(PER_SECOND, time.toSeconds())
                        + " Nango's limit raised",
                Stream.of(
                                values("POST to change seen", Taken::all, MOST_MILLIS),
                                values("  POST to webhook sent to the inbox", Taken::kept, null),
                                values(
                                        "  from there to Nango's answer sent",
                                        Taken::answered,
                                        null),
                                values("  from there to change sent", Taken::decided, null),
                                values("  from there to change seen", Taken::seen, null))
                        .flatMap(values -> values)
                        .toList());
    }

    private Taken round(Site site, Senders senders, Seen seen, Trail trail, Duration of)
            throws Exception {
        int count = (int) (PER_SECOND * SETTLE.plus(of).toSeconds());
        Creations creations = Creations.of(setting.home(), site.simulator(), next, count);
        next += count;
        // One clock for all: the topics' records have the wall's.
        double wall = System.currentTimeMillis() - System.nanoTime() / 1e6;
        long from = System.nanoTime() + SETTLE.toNanos();
        senders.open(creations, PER_SECOND, SETTLE, of);
        Map<ConnectionKey, Long> changes = seen.all(creations.due().keySet());
        Map<ConnectionKey, Steps> steps = trail.read();
        Taken round = new Taken();
        creations
                .due()
                .forEach(
                        (connection, due) -> {
                            if (due >= from) {
                                Steps own = steps.getOrDefault(connection, Steps.NONE);
                                double dueAt = wall + due / 1e6;
                                double seenAt = wall + changes.getOrDefault(connection, due) / 1e6;
                                note(round.all(), seenAt - dueAt);
                                note(round.kept(), own.webhookSent() - dueAt);
                                note(round.answered(), own.answerSent() - own.webhookSent());
                                note(round.decided(), own.changeSent() - own.answerSent());
                                note(round.seen(), seenAt - own.changeSent());
                            }
                        });
        return round;
    }

    /**
     * A millisecond's fraction may be lost between the two clocks, but nothing takes less than 0.
     */
    private static void note(Histogram histogram, double millis) {
        histogram.recordValue(Math.max(0, Math.round(millis * 1e3)));
    }

    private Stream<Value> values(
            String what, Function<Taken, Histogram> of, @Nullable Double most) {
        return Stream.of(
                new Value(what + ", p50", "ms", percentiles(of, 50)),
                new Value(what + ", p99", "ms", percentiles(of, 99), most));
    }

    private List<Double> percentiles(Function<Taken, Histogram> of, double percent) {
        return taken.stream().map(round -> millis(of.apply(round), percent)).toList();
    }

    private static double millis(Histogram histogram, double percent) {
        return histogram.getValueAtPercentile(percent) / 1e3;
    }
}

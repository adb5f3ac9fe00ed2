package io.tributary.store.rebuild;

import static java.util.Objects.requireNonNull;

import java.util.Map;
import java.util.TreeMap;

/** Derive, compare, report; and put it in the place of the live tables, if told to. */
final class Rebuild {

    /** As few inputs that they can be applied while everything is looked at. */
    private static final long NEARLY = 1_000;

    private static final int ROUNDS = 50;

    private final Options options;
    private final Database database;
    private final Live live;
    private final Shadow shadow;
    private final Log inbox;
    private final String topicId;
    private final Derivation derivation;
    private final Report report;

    Rebuild(
            Options options,
            Database database,
            Live live,
            Shadow shadow,
            Log inbox,
            String topicId,
            Derivation derivation,
            Report report) {
        this.options = options;
        this.database = database;
        this.live = live;
        this.shadow = shadow;
        this.inbox = inbox;
        this.topicId = topicId;
        this.derivation = derivation;
        this.report = report;
    }

    /** What came of it. */
    enum Outcome {
        /** Live and rebuilt are equal, or there was nothing to compare. */
        DONE,
        /** They are not. */
        DIFFERS
    }

    Outcome run() {
        begin();
        derive();
        return compare();
    }

    private void begin() {
        if (options.schema().equals(live.schema())) {
            throw new Refusal("schema %s is the live one".formatted(options.schema()));
        }
        shadow.prepare(options);
        if (live.isThere()) {
            live.confirmSameMigrations(shadow.migrations());
        }
        Map<Integer, Long> earliest = inbox.earliest();
        shadow.begin(
                topicId,
                live.isThere() ? live.generation().derivedAnew() : Generation.first(),
                earliest);
        report.begins(options, live, shadow.reaches());
    }

    /** The stores go on meanwhile: until nearly there. */
    private void derive() {
        for (int round = 0; round < ROUNDS; round++) {
            Map<Integer, Long> targets = targets();
            if (round > 0 && derivation.missing(targets) <= NEARLY) {
                return;
            }
            derivation.upTo(targets);
        }
    }

    /** As far as the stores are; without any, as far as the log goes. */
    private Map<Integer, Long> targets() {
        // In this order: what the stores applied is on the log.
        Map<Integer, Live.Reach> reaches = live.isThere() ? live.reaches() : Map.of();
        Map<Integer, Long> end = inbox.end();
        if (reaches.isEmpty()) {
            return end;
        }
        Map<Integer, Long> targets = new TreeMap<>();
        reaches.forEach(
                (partition, reach) -> {
                    long last = end.getOrDefault(partition, 0L);
                    if (last < reach.next()) {
                        throw new Refusal(
                                ("nango.inbox-%d ends at offset %d, but schema %s is"
                                                + " applied up to %d: the topic lost"
                                                + " inputs, the tables cannot be derived"
                                                + " from it")
                                        .formatted(partition, last, live.schema(), reach.next()));
                    }
                    targets.put(partition, reach.next());
                });
        return targets;
    }

    private Outcome compare() {
        if (!live.isThere()) {
            report.nothingToCompare(live);
            return Outcome.DONE;
        }
        return requireNonNull(
                database.atOnePoint()
                        .execute(
                                _ -> {
                                    derivation.upTo(targets());
                                    confirmNotAhead();
                                    return report.compared(
                                            new Comparison(
                                                            database.jdbc(),
                                                            live.schema(),
                                                            shadow.schema())
                                                    .compare());
                                }));
    }

    private void confirmNotAhead() {
        Map<Integer, Live.Reach> stores = live.reaches();
        shadow.next()
                .forEach(
                        (partition, next) -> {
                            Live.Reach reach = stores.get(partition);
                            if (reach != null && next > reach.next()) {
                                throw new Refusal(
                                        ("schema %s is applied up to offset %d of partition %d, the"
                                                        + " live one only up to %d: --fresh")
                                                .formatted(
                                                        shadow.schema(),
                                                        next,
                                                        partition,
                                                        reach.next()));
                            }
                        });
    }
}

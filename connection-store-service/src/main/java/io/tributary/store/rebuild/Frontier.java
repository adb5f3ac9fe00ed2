package io.tributary.store.rebuild;

import static java.util.Objects.requireNonNull;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** How far to derive, so that both schemas stand at the same point of the inbox. */
final class Frontier {

    /** As few inputs that they can be applied while everything is looked at. */
    private static final long NEARLY = 1_000;

    private static final int ROUNDS = 50;

    private final Options options;
    private final Live live;
    private final Shadow shadow;
    private final Log inbox;
    private final String topicId;
    private final Derivation derivation;

    Frontier(
            Options options,
            Live live,
            Shadow shadow,
            Log inbox,
            String topicId,
            Derivation derivation) {
        this.options = options;
        this.live = live;
        this.shadow = shadow;
        this.inbox = inbox;
        this.topicId = topicId;
        this.derivation = derivation;
    }

    /** Whether the live tables count by the same offsets. */
    boolean isShared() {
        return live.isThere() && live.topicIds().equals(List.of(topicId));
    }

    /** Nearly there, while the stores go on. */
    void approach() {
        for (int round = 0; round < ROUNDS; round++) {
            Map<Integer, Long> targets = targets();
            if (round > 0 && derivation.missing(targets) <= NEARLY) {
                return;
            }
            derivation.upTo(targets);
        }
    }

    /** In the transaction that sees, or holds, the live tables at one point. */
    void reach() {
        derivation.upTo(targets());
    }

    /** As far as the stores are; without any, as far as the log goes. */
    private Map<Integer, Long> targets() {
        // In this order: what the stores applied is on the log.
        Map<Integer, Live.Reach> reaches = isShared() ? live.reaches() : Map.of();
        Map<Integer, Long> end = inbox.end();
        if (reaches.isEmpty()) {
            return end;
        }
        Map<Integer, Long> targets = new TreeMap<>();
        reaches.forEach(
                (partition, reach) -> {
                    long last = end.getOrDefault(partition, 0L);
                    if (last < reach.next() && options.from() == Options.Source.inbox) {
                        throw new Refusal(
                                ("nango.inbox-%d ends at offset %d, but schema %s is applied up to"
                                                + " %d: the topic lost inputs, the tables cannot be"
                                                + " derived from it")
                                        .formatted(partition, last, live.schema(), reach.next()));
                    }
                    targets.put(partition, Math.min(last, reach.next()));
                });
        return targets;
    }

    /**
     * @throws Refusal if more is derived than the stores applied
     */
    void confirmNotAhead() {
        Map<Integer, Live.Reach> stores = live.reaches();
        Map<Integer, Live.Reach> derived = shadow.reaches();
        shadow.next()
                .forEach(
                        (partition, next) -> {
                            Live.Reach reach = stores.get(partition);
                            Live.Reach own = requireNonNull(derived.get(partition));
                            if (reach != null && own.began() > reach.next()) {
                                confirmWithout(partition, reach.next(), own.began());
                            } else if (reach != null && next > reach.next()) {
                                throw new Refusal(
                                        ("schema %s is applied up to offset %d of partition %d,"
                                                        + " the live one only up to %d: --fresh")
                                                .formatted(
                                                        shadow.schema(),
                                                        next,
                                                        partition,
                                                        reach.next()));
                            }
                        });
    }

    /** The log begins after what the stores applied: nobody ever applied what was between. */
    private void confirmWithout(int partition, long next, long began) {
        if (!options.despiteMissingInputs()) {
            throw new Refusal(
                    ("the inputs %d to %d of nango.inbox-%d are gone from the log, and were never"
                         + " applied: stop the stores and run '%s --from state --swap"
                         + " --despite-missing-inputs'; the walks over Nango's list find what they"
                         + " said")
                            .formatted(next, began - 1, partition, Options.COMMAND));
        }
    }
}

package io.tributary.store.rebuild;

import static java.util.Objects.requireNonNull;

import io.tributary.store.decision.Rules;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Where the derivation begins, and with what. */
final class Beginning {

    private final Options options;
    private final Live live;
    private final Shadow shadow;
    private final Log inbox;
    private final StateTopic states;
    private final Cut cut;
    private final Brokers brokers;
    private final String group;
    private final String topicId;
    private Map<Integer, Long> toldAtStart = Map.of();

    Beginning(
            Options options,
            Live live,
            Shadow shadow,
            Log inbox,
            StateTopic states,
            Cut cut,
            Brokers brokers,
            String group,
            String topicId) {
        this.options = options;
        this.live = live;
        this.shadow = shadow;
        this.inbox = inbox;
        this.states = states;
        this.cut = cut;
        this.brokers = brokers;
        this.group = group;
        this.topicId = topicId;
    }

    void begin() {
        if (options.schema().equals(live.schema())) {
            throw new Refusal("schema %s is the live one".formatted(options.schema()));
        }
        if (options.from() == Options.Source.state) {
            confirmNoStoreRuns();
        }
        shadow.prepare(options);
        if (live.isThere()) {
            live.confirmSameMigrations(shadow.migrations());
        }
        switch (options.from()) {
            case inbox -> fromInbox();
            case state -> fromState();
        }
    }

    private void fromInbox() {
        Map<Integer, Long> earliest = inbox.earliest();
        if (shadow.reaches().isEmpty()) {
            Generation generation =
                    live.isThere() ? live.generation().derivedAnew() : lostGeneration();
            shadow.begin(topicId, generation.number(), earliest);
        }
        shadow.confirm(topicId, earliest);
        if (live.isThere() && !shadow.generation().equals(live.generation().derivedAnew())) {
            throw new Refusal(
                    "schema %s was begun before the live one was replaced: --fresh"
                            .formatted(options.schema()));
        }
    }

    /**
     * Which one it was is lost with the tables. If all that was told is of the first and of these
     * rules, so was the database; otherwise only a later one is surely above all that was told.
     */
    private Generation lostGeneration() {
        int[] highest = {1};
        boolean[] same = {true};
        states.read(
                latest ->
                        latest.values()
                                .forEach(
                                        state ->
                                                state.ifPresent(
                                                        one -> {
                                                            highest[0] =
                                                                    Math.max(
                                                                            highest[0],
                                                                            one.generation());
                                                            same[0] &=
                                                                    one.decision() == Rules.VERSION;
                                                        })));
        boolean first = highest[0] == 1 && same[0];
        return new Generation(first ? 1 : highest[0] + 1, Rules.VERSION);
    }

    void confirmNoStoreRuns() {
        List<String> members = brokers.members(group);
        if (!members.isEmpty()) {
            throw new Refusal(
                    ("stores run in group %s: %s. Stop them all, and run this again: what was"
                                    + " published and how far the group is must stand still")
                            .formatted(group, members));
        }
    }

    private void fromState() {
        Map<Integer, Long> committed = told();
        toldAtStart = committed;
        if (committed.isEmpty() && !isNewTopic()) {
            throw new Refusal(
                    ("group %s has no offsets on nango.inbox, and there are no live tables: how far"
                         + " the state topic goes is not known. '%s --swap' derives from the inbox"
                         + " alone")
                            .formatted(group, Options.COMMAND));
        }
        confirmNotPastEnd(committed);
        Map<Integer, Long> earliest = inbox.earliest();
        Map<Integer, Long> from = new TreeMap<>();
        earliest.forEach(
                (partition, first) ->
                        from.put(
                                partition,
                                Math.max(first, committed.getOrDefault(partition, first))));
        if (shadow.reaches().isEmpty()) {
            // Not in the transaction: it may take long, and the database would hear nothing.
            Traces traces = cut.traces(from);
            int known = live.isThere() ? live.highestGeneration() : 0;
            shadow.inOne(() -> shadow.begin(topicId, cut.plant(traces, known), from));
        }
        shadow.confirm(topicId, earliest);
        shadow.reaches()
                .forEach(
                        (partition, reach) -> {
                            if (reach.began() != requireNonNull(from.get(partition))) {
                                throw new Refusal(
                                        ("schema %s was begun at another point, stores ran since:"
                                                        + " --fresh")
                                                .formatted(options.schema()));
                            }
                        });
    }

    /**
     * By partition, before what offset the state topic tells everything. A group's offsets expire
     * once nobody consumed for a week; what the tables know as published is told in any case.
     */
    private Map<Integer, Long> told() {
        Map<Integer, Long> told = new TreeMap<>();
        if (live.isThere() && !isNewTopic()) {
            told.putAll(live.published());
        }
        told.putAll(brokers.committed(group));
        return told;
    }

    /**
     * Once the live tables are locked: a store may have been started, and stopped, meanwhile.
     *
     * @throws Refusal if what this began with is not so any more
     */
    void confirmStill() {
        if (live.isThere()) {
            live.confirmSameMigrations(shadow.migrations());
        }
        if (options.from() == Options.Source.state || (live.isThere() && isNewTopic())) {
            confirmNoStoreRuns();
        }
        if (options.from() == Options.Source.state && !told().equals(toldAtStart)) {
            throw new Refusal(
                    ("stores ran meanwhile: schema %s began with what was published before offsets"
                                    + " %s, now they are %s: --fresh")
                            .formatted(options.schema(), toldAtStart, told()));
        }
    }

    /** Offsets of a group go with their topic; on a new one all is still to be applied. */
    private boolean isNewTopic() {
        return live.isThere() && !live.topicIds().equals(List.of(topicId));
    }

    private void confirmNotPastEnd(Map<Integer, Long> committed) {
        Map<Integer, Long> end = inbox.end();
        committed.forEach(
                (partition, offset) -> {
                    if (offset > end.getOrDefault(partition, 0L)) {
                        throw new Refusal(
                                ("group %s is at offset %d of nango.inbox-%d, which ends before:"
                                     + " what comes there would never be published. Set the group's"
                                     + " offset to the end first (kafka-consumer-groups"
                                     + " --reset-offsets), and run this again")
                                        .formatted(group, offset, partition));
                    }
                });
    }

    /** By partition, the offset that everything before is missing of; empty if all is there. */
    Map<Integer, Long> missing() {
        Map<Integer, Long> known = new TreeMap<>();
        if (options.from() == Options.Source.state) {
            known.putAll(toldAtStart);
        } else if (live.isThere()) {
            live.reaches().forEach((partition, reach) -> known.put(partition, reach.began()));
        }
        Map<Integer, Long> missing = new TreeMap<>();
        shadow.reaches()
                .forEach(
                        (partition, reach) -> {
                            if (reach.began() > known.getOrDefault(partition, 0L)) {
                                missing.put(partition, reach.began());
                            }
                        });
        return missing;
    }
}

package io.tributary.store.ledger;

import io.tributary.events.CloudEvent;
import io.tributary.events.ConnectionKey;
import io.tributary.store.decision.Ask;
import io.tributary.store.decision.Decision;
import io.tributary.store.decision.Input;
import io.tributary.store.decision.Rules;
import io.tributary.store.decision.State;
import io.tributary.store.inbox.Reading;
import io.tributary.store.question.Raised;

import org.jspecify.annotations.Nullable;

import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/** Inputs applied one after the other, in memory, over the connections as they were. */
final class Fold {

    private final int generation;
    private final Map<UUID, State> known;
    private final Map<UUID, Row> rows = new LinkedHashMap<>();
    private final Map<UUID, Raised> raised = new LinkedHashMap<>();
    private final List<Recorded> lines = new ArrayList<>();
    private final List<Outgoing.Aside> aside = new ArrayList<>();
    private final List<Outgoing> outgoing = new ArrayList<>();

    Fold(int generation, Map<UUID, State> known) {
        this.generation = generation;
        this.known = known;
    }

    Fold apply(Collection<? extends Reading> readings) {
        readings.forEach(this::apply);
        return this;
    }

    private void apply(Reading reading) {
        switch (reading) {
            case Reading.Readable readable ->
                    decide(readable, readable.key(), readable.event(), readable.input());
            case Reading.Unreadable unreadable -> {
                Outgoing.Aside parked =
                        new Outgoing.Aside(unreadable.record(), unreadable.reason());
                aside.add(parked);
                outgoing.add(parked);
                ConnectionKey key = unreadable.key();
                if (key != null) {
                    // Raises a question; whatever it was, the answer heals it.
                    decide(reading, key, null, new Input.Parked(reading.offset()));
                }
            }
        }
    }

    private void decide(
            Reading reading, ConnectionKey key, @Nullable CloudEvent cause, Input input) {
        UUID id = key.id();
        State before = known.getOrDefault(id, State.none(generation));
        Decision decision = Rules.decide(before, input);
        if (decision.state().equals(before) && decision.ask() == Ask.NOTHING) {
            return;
        }
        known.put(id, decision.state());
        rows.put(id, new Row(key, decision.state()));
        remember(reading, id, key, decision);
        if (cause != null) {
            List<Recorded> changes = Published.of(reading, cause, key, decision);
            lines.addAll(changes);
            changes.forEach(change -> outgoing.add(change.outgoing()));
        }
    }

    private void remember(Reading reading, UUID id, ConnectionKey key, Decision decision) {
        boolean open = decision.state().question() != null;
        if (open && decision.ask() == Ask.NOTHING) {
            return;
        }
        raised.put(
                id,
                new Raised(
                        id,
                        Text.clean(key.environment()),
                        reading.partition(),
                        reading.offset(),
                        open ? decision.ask() : Ask.NOTHING));
    }

    Collection<Row> rows() {
        return rows.values();
    }

    Collection<Raised> raised() {
        return raised.values();
    }

    List<Recorded> lines() {
        return lines;
    }

    List<Outgoing.Aside> aside() {
        return aside;
    }

    List<Outgoing> outgoing() {
        return outgoing;
    }
}

package io.tributary.store.ledger;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.tributary.events.CloudEvent;
import io.tributary.events.ConnectionKey;
import io.tributary.events.Observation;
import io.tributary.store.decision.Ask;
import io.tributary.store.decision.Decider;
import io.tributary.store.decision.Decision;
import io.tributary.store.decision.Input;
import io.tributary.store.decision.State;
import io.tributary.store.inbox.Reading;
import io.tributary.store.inbox.Reason;
import io.tributary.store.question.Raised;

import org.apache.kafka.common.header.Header;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;

/** Inputs applied one after the other, in memory, over the connections as they were. */
final class Fold {

    private static final Logger LOGGER = LoggerFactory.getLogger(Fold.class);
    private static final Set<String> ANSWERS =
            Set.of(Observation.Present.CE_TYPE, Observation.Absent.CE_TYPE);

    private final Decider decider;
    private final int generation;
    private final Map<UUID, State> known;
    private final Map<UUID, String> unreadable;
    private final Map<UUID, Row> rows = new LinkedHashMap<>();
    private final Map<UUID, Raised> raised = new LinkedHashMap<>();
    private final List<Recorded> lines = new ArrayList<>();
    private final List<Outgoing.Aside> aside = new ArrayList<>();
    private final List<Outgoing> outgoing = new ArrayList<>();

    Fold(Decider decider, int generation, Known known) {
        this.decider = decider;
        this.generation = generation;
        this.known = known.states();
        this.unreadable = known.unreadable();
    }

    Fold apply(Collection<? extends Reading> readings) {
        readings.forEach(this::apply);
        return this;
    }

    private void apply(Reading reading) {
        switch (reading) {
            case Reading.Readable readable -> apply(readable);
            case Reading.Unreadable unreadable -> {
                park(unreadable, unreadable.reason());
                ConnectionKey key = unreadable.key();
                if (key != null) {
                    raise(unreadable, key);
                }
            }
        }
    }

    private void apply(Reading.Readable reading) {
        ConnectionKey key = reading.key();
        String rowFailure = unreadable.get(key.id());
        if (rowFailure != null) {
            park(reading, Reason.unreadableRow(key.id(), rowFailure));
            return;
        }
        try {
            decide(reading, key, reading.event(), reading.input());
        } catch (RuntimeException | Error e) {
            if (Failure.ofDecision(e) != Failure.DECISION) {
                throw e;
            }
            LOGGER.atError()
                    .addKeyValue("connection", key.encoded())
                    .addKeyValue("partition", reading.partition())
                    .addKeyValue("offset", reading.offset())
                    .setCause(e)
                    .log("the rules failed on an input, which is put aside: a bug");
            park(reading, Reason.undecidable(e));
            raise(reading, key);
        }
    }

    private void park(Reading reading, Reason reason) {
        Outgoing.Aside parked = new Outgoing.Aside(reading.record(), reason);
        aside.add(parked);
        outgoing.add(parked);
    }

    /** Whatever the parked input was, the answer heals it. */
    private void raise(Reading reading, ConnectionKey key) {
        if (unreadable.containsKey(key.id())) {
            // The question stands in the row, which nobody may write over unseen.
            return;
        }
        State before = known.get(key.id());
        if (isAnswer(reading) && before != null && before.question() != null) {
            // It is asked again when it is due: raised anew it would be asked at once, for ever.
            return;
        }
        try {
            decide(reading, key, null, new Input.Parked(reading.offset()));
        } catch (RuntimeException | Error e) {
            if (Failure.ofDecision(e) != Failure.DECISION) {
                throw e;
            }
            LOGGER.atError()
                    .addKeyValue("connection", key.encoded())
                    .setCause(e)
                    .log("the rules failed on a parked input: no question of it is raised");
        }
    }

    /** Whatever may be wrong with it: by its type alone. */
    private static boolean isAnswer(Reading reading) {
        Header type = reading.record().headers().lastHeader("ce_type");
        return type != null && type.value() != null && ANSWERS.contains(text(type));
    }

    private static String text(Header header) {
        return new String(header.value(), UTF_8);
    }

    /** Remembers nothing unless all of it can be worded. */
    private void decide(
            Reading reading, ConnectionKey key, @Nullable CloudEvent cause, Input input) {
        UUID id = key.id();
        State before = known.getOrDefault(id, State.none(generation));
        Decision decision = decider.decide(before, input);
        if (decision.state().equals(before) && decision.ask() == Ask.NOTHING) {
            return;
        }
        Row row = new Row(key, decision.state());
        List<Recorded> changes =
                cause == null ? List.of() : Published.of(reading, cause, key, decision);
        known.put(id, decision.state());
        rows.put(id, row);
        remember(reading, id, key, decision);
        lines.addAll(changes);
        changes.forEach(change -> outgoing.add(change.outgoing()));
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

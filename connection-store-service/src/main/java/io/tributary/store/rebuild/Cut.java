package io.tributary.store.rebuild;

import io.tributary.events.Connection;
import io.tributary.events.ConnectionKey;
import io.tributary.events.ConnectionState;
import io.tributary.events.ConnectionStatus;
import io.tributary.kafka.ConnectionPartition;
import io.tributary.store.decision.Ask;
import io.tributary.store.decision.Decision;
import io.tributary.store.decision.Doubts;
import io.tributary.store.decision.Facts;
import io.tributary.store.decision.Input;
import io.tributary.store.decision.Rules;
import io.tributary.store.decision.State;
import io.tributary.store.decision.Trail;
import io.tributary.store.inbox.InboxReader;
import io.tributary.store.ledger.Text;
import io.tributary.store.ledger.Transplant;
import io.tributary.store.question.QuestionBook;
import io.tributary.store.question.Raised;

import org.springframework.jdbc.core.JdbcTemplate;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The tables as of the group's offsets, from what was published: the state topic and those offsets
 * moved on in the same transactions, so both together are one point in time.
 */
final class Cut {

    private static final int AT_ONCE = 500;
    private static final Doubts NONE = new Doubts(null, null, null);

    private final StateTopic states;
    private final Log inbox;
    private final InboxReader reader;
    private final int partitions;
    private final JdbcTemplate jdbc;
    private final Transplant connections;
    private final QuestionBook questions;

    Cut(StateTopic states, Log inbox, InboxReader reader, int partitions, JdbcTemplate jdbc) {
        this.states = states;
        this.inbox = inbox;
        this.reader = reader;
        this.partitions = partitions;
        this.jdbc = jdbc;
        this.connections = new Transplant(jdbc);
        this.questions = new QuestionBook(jdbc);
    }

    /**
     * What the inbox still holds of before, which takes as long as reading it.
     *
     * @param committed the group's offsets
     */
    Traces traces(Map<Integer, Long> committed) {
        Traces traces = new Traces();
        inbox.read(inbox.earliest(), committed, batch -> reader.read(batch).forEach(traces::add));
        return traces;
    }

    /**
     * In the running transaction.
     *
     * @param traces of the inputs before
     * @param known the highest generation that the live tables know, 0 without any
     * @return the generation of the new tables: above every one that was ever told
     */
    int plant(Traces traces, int known) {
        int[] highest = {known};
        states.read(
                latest -> {
                    put(latest);
                    latest.values().stream()
                            .flatMap(Optional::stream)
                            .forEach(one -> highest[0] = Math.max(highest[0], one.generation()));
                });
        int generation = 1 + Math.max(highest[0], traces.highestGeneration());
        connections.raise(generation);
        raise(traces, generation);
        jdbc.queryForObject(
                "select setval('read_number', ?)", Long.class, traces.highestRead() + 1_000);
        return generation;
    }

    private void put(Map<ConnectionKey, Optional<ConnectionState>> latest) {
        Map<ConnectionKey, State> states = new LinkedHashMap<>();
        List<ConnectionKey> gone = new ArrayList<>();
        latest.forEach(
                (key, state) ->
                        state.ifPresentOrElse(
                                told -> states.put(key, live(told)), () -> gone.add(key)));
        connections.put(states);
        connections.remove(gone);
    }

    private static State live(ConnectionState told) {
        Connection connection = told.connection();
        boolean broken = connection.status() == ConnectionStatus.BROKEN;
        Facts facts =
                new Facts(
                        told.nangoId(),
                        connection.provider(),
                        connection.owner(),
                        connection.tags(),
                        broken ? List.of("auth") : List.of(),
                        connection.createdAt(),
                        connection.updatedAt());
        Trail trail = new Trail(told.version(), told.generation(), 0, -1, told.nangoId());
        Connection.ConnectionError error = connection.error();
        return broken
                ? new State.Broken(trail, facts, NONE, error == null ? "auth" : error.type())
                : new State.Active(trail, facts, NONE);
    }

    /** Claims that nobody answered are claims still: the rules open their questions anew. */
    private void raise(Traces traces, int generation) {
        List<ConnectionKey> keys = new ArrayList<>(traces.byKey().keySet());
        for (int from = 0; from < keys.size(); from += AT_ONCE) {
            List<ConnectionKey> some = keys.subList(from, Math.min(keys.size(), from + AT_ONCE));
            var found = connections.load(some);
            Map<ConnectionKey, State> states = new HashMap<>();
            List<Raised> raised = new ArrayList<>();
            for (ConnectionKey key : some) {
                Traces.Trace trace = traces.byKey().get(key);
                State before = found.getOrDefault(key.id(), State.none(generation));
                if (trace != null) {
                    State state = after(known(before, trace), trace.claims());
                    states.put(key, state);
                    if (state.question() != null) {
                        raised.add(raised(key, trace.claims().getLast()));
                    }
                }
            }
            connections.put(states);
            questions.raise(raised);
        }
    }

    private static State known(State state, Traces.Trace trace) {
        Trail before = state.trail();
        Trail trail =
                new Trail(
                        before.version(),
                        before.generation(),
                        trace.read(),
                        trace.up(),
                        before.nangoId());
        return switch (state) {
            case State.Live live -> live.with(trail, live.doubts());
            case State.Pending pending -> new State.Pending(trail, pending.question());
            case State.None _ -> new State.None(trail);
            case State.Deleted _ -> new State.Deleted(trail);
        };
    }

    private static State after(State state, List<Input> claims) {
        State now = state;
        for (Input claim : claims) {
            Decision decision = Rules.decide(now, claim);
            now = decision.state();
        }
        return now;
    }

    private Raised raised(ConnectionKey key, Input last) {
        return new Raised(
                key.id(),
                Text.clean(key.environment()),
                ConnectionPartition.of(key, partitions),
                last.offset(),
                Ask.NOW);
    }
}

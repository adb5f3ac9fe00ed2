package io.tributary.store.walk;

import io.tributary.events.ConnectionKey;
import io.tributary.events.Observation;
import io.tributary.nango.api.ConnectionSummary;
import io.tributary.nango.api.ConnectionsAnswer;
import io.tributary.nango.api.ConnectionsQuery;
import io.tributary.nango.api.NangoApi;
import io.tributary.nango.api.NangoFailure;
import io.tributary.store.decision.State;
import io.tributary.store.ledger.Census;
import io.tributary.store.ledger.Known;
import io.tributary.store.question.Answering;
import io.tributary.store.question.Beginning;
import io.tributary.store.question.Observed;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.ToIntFunction;

/**
 * One walk: page by page through the list, then what the list lacks. What is new goes to the inbox,
 * what differs or is missing is asked singly.
 */
final class EnvironmentWalk {

    private final String environment;
    private final NangoApi nango;
    private final Census census;
    private final Answering answering;
    private final SingleAsks singles;
    private final Calls calls;
    private final Beginning beginning;
    private final ToIntFunction<ConnectionKey> partition;
    private final Set<UUID> listed = new HashSet<>();
    private Tally tally = Tally.NOTHING;

    EnvironmentWalk(
            String environment,
            NangoApi nango,
            Census census,
            Answering answering,
            SingleAsks singles,
            Calls calls,
            Beginning beginning,
            ToIntFunction<ConnectionKey> partition) {
        this.environment = environment;
        this.nango = nango;
        this.census = census;
        this.answering = answering;
        this.singles = singles;
        this.calls = calls;
        this.beginning = beginning;
        this.partition = partition;
    }

    /**
     * @param accepted the walks whose absences an operator has accepted
     * @param released whether an operator lets this one count whatever it misses
     * @throws GivenUp if it cannot go on; nothing that it did not find counts then
     */
    Result walk(Set<Long> accepted, boolean released) throws Exception {
        ConnectionsQuery query = ConnectionsQuery.page(0, ConnectionsQuery.MAX_LIMIT);
        ConnectionsAnswer.Page page;
        do {
            page = read(query);
            compare(page.connections());
            query = query.next();
        } while (!page.isLast());
        Shortfall shortfall = new Shortfall(beginning, listed, accepted, partition);
        census.members(environment, shortfall::add);
        return count(shortfall, released);
    }

    Tally tally() {
        return tally;
    }

    private ConnectionsAnswer.Page read(ConnectionsQuery query) throws Exception {
        AtomicReference<ConnectionsAnswer.Page> read = new AtomicReference<>();
        NangoFailure failure =
                calls.make(
                        () ->
                                switch (nango.connections(query)) {
                                    case ConnectionsAnswer.NoAnswer none -> none.failure();
                                    case ConnectionsAnswer.Page page -> {
                                        read.set(page);
                                        yield null;
                                    }
                                });
        if (failure != null) {
            throw new GivenUp("page %d of the list: %s".formatted(query.page(), failure));
        }
        return read.get();
    }

    private void compare(List<ConnectionSummary> rows) throws Exception {
        Map<ConnectionKey, ConnectionSummary> byKey = new HashMap<>();
        rows.forEach(row -> byKey.put(Observed.key(environment, row), row));
        List<UUID> ids = byKey.keySet().stream().map(ConnectionKey::id).toList();
        listed.addAll(ids);
        Known known = census.of(ids);
        // Whose row is no state is nobody's to compare until it is mended.
        byKey.keySet().removeIf(key -> known.unreadable().containsKey(key.id()));
        Map<ConnectionKey, Observation> found = new HashMap<>();
        List<ConnectionKey> differing = new ArrayList<>();
        Set<ConnectionKey> broken = new HashSet<>();
        byKey.forEach(
                (key, row) -> {
                    State state = known.states().get(key.id());
                    if (state instanceof State.Broken) {
                        broken.add(key);
                    }
                    switch (Finding.of(state, row)) {
                        case NEW ->
                                found.put(
                                        key,
                                        beginning
                                                .of(partition.applyAsInt(key))
                                                .listed(beginning.read(), Observed.of(row)));
                        case DIFFERS -> differing.add(key);
                        case SAME -> {}
                    }
                });
        answering.send(found);
        tally = tally.page(rows.size(), found.size(), differing.size());
        askSingly(differing, broken);
    }

    private Result count(Shortfall shortfall, boolean released) throws Exception {
        if (!shortfall.counts()) {
            return new Result(
                    Outcome.INCOMPLETE,
                    "none of the %d known connections is on Nango's list: it is not believed"
                            .formatted(shortfall.live()),
                    tally);
        }
        answering.send(unconfirmed(shortfall));
        tally = tally.missed(shortfall.missing().size(), shortfall.unconfirmed().size());
        if (shortfall.needsOperator() && !released) {
            return new Result(Outcome.HELD, held(shortfall), tally);
        }
        // The list has nothing to tell of them.
        askSingly(shortfall.missing(), Set.of());
        return new Result(Outcome.COMPLETE, null, tally);
    }

    private Map<ConnectionKey, Observation> unconfirmed(Shortfall shortfall) {
        Map<ConnectionKey, Observation> missing = new HashMap<>();
        for (ConnectionKey key : shortfall.unconfirmed()) {
            missing.put(key, beginning.of(partition.applyAsInt(key)).missing(beginning.read()));
        }
        return missing;
    }

    private String held(Shortfall shortfall) {
        return "%d of %d known connections are missing from Nango's list; more than %d are not"
                        .formatted(
                                shortfall.missing().size(), shortfall.live(), shortfall.allowed())
                + " taken for deleted unless an operator says so. See that base-url and api-key are"
                + " those of this environment. If the connections are gone for good: POST"
                + " /api/operations/walks/"
                + environment
                + "/release";
    }

    private void askSingly(List<ConnectionKey> keys, Set<ConnectionKey> broken) throws Exception {
        for (ConnectionKey key : keys) {
            tally = tally.answered(singles.ask(key, broken.contains(key)));
        }
    }
}

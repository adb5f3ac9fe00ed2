package io.tributary.store.ledger;

import io.tributary.events.Cause;
import io.tributary.events.CloudEvent;
import io.tributary.events.Connection;
import io.tributary.events.Connection.ConnectionError;
import io.tributary.events.ConnectionChange;
import io.tributary.events.ConnectionKey;
import io.tributary.events.EventCodec;
import io.tributary.store.decision.Change;
import io.tributary.store.decision.Decision;
import io.tributary.store.decision.Facts;
import io.tributary.store.decision.Rules;
import io.tributary.store.inbox.Reading;

import java.util.ArrayList;
import java.util.List;

/** A decision's changes in the words of the contract. */
final class Published {

    private Published() {}

    static List<Recorded> of(
            Reading reading, CloudEvent cause, ConnectionKey key, Decision decision) {
        List<Recorded> lines = new ArrayList<>();
        int generation = decision.state().trail().generation();
        for (Change change : decision.changes()) {
            int n = lines.size();
            ConnectionChange published =
                    new ConnectionChange(
                            change.kind(),
                            connection(key, change),
                            change.version(),
                            generation,
                            change.facts().nangoId(),
                            Rules.VERSION,
                            new Cause(
                                    reading.record().topic(),
                                    reading.partition(),
                                    reading.offset(),
                                    cause.id(),
                                    n));
            lines.add(
                    new Recorded(
                            reading.partition(),
                            reading.offset(),
                            n,
                            key.id(),
                            generation,
                            change.version(),
                            reading.record().topic(),
                            cause.id(),
                            cause.type(),
                            published,
                            EventCodec.event(published, cause.time())));
        }
        return lines;
    }

    private static Connection connection(ConnectionKey key, Change change) {
        Facts facts = change.facts();
        String error = change.error();
        return new Connection(
                key.id(),
                key.environment(),
                key.integration(),
                key.connectionId(),
                facts.provider(),
                change.status(),
                facts.owner(),
                facts.tags(),
                error == null ? null : new ConnectionError(error),
                facts.createdAt(),
                facts.updatedAt());
    }
}

package io.tributary.store.rebuild;

import static java.util.Objects.requireNonNull;

import io.tributary.events.ConnectionChange;
import io.tributary.events.ConnectionKey;
import io.tributary.events.MalformedEvent;
import io.tributary.events.Restatement;
import io.tributary.store.decision.Facts;
import io.tributary.store.ledger.FactsJson;
import io.tributary.store.ledger.History;
import io.tributary.store.restate.Restated;

import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.JdbcTemplate;

import tools.jackson.core.JacksonException;

import java.util.List;
import java.util.UUID;

/**
 * Connections of which the derived tables say something else than what was told, or whose next
 * change would come before what was told last.
 */
final class Untold {

    private static final String VIEW =
            "select id, key, generation, version,"
                    + " case when status in ('active', 'broken') then status end as shown,"
                    + " case when status in ('active', 'broken') then facts end as facts,"
                    + " case when status in ('active', 'broken') then error end as error from ";

    private final JdbcTemplate jdbc;
    private final String live;
    private final String shadow;

    Untold(JdbcTemplate jdbc, String live, String shadow) {
        this.jdbc = jdbc;
        this.live = live;
        this.shadow = shadow;
    }

    List<Restated> find() {
        return jdbc.query(
                """
                with l as (%s), r as (%s)
                select coalesce(r.id, l.id), r.key, l.key, 1 + greatest(l.generation, r.generation,
                        g.number, p.generation),
                    case when r.shown is null then l.facts end
                from l full join r on r.id = l.id
                    cross join %s g
                    left join %s p on p.connection = coalesce(l.id, r.id)
                where row(l.shown, l.facts, l.error) is distinct from row(r.shown, r.facts, r.error)
                    or (coalesce(r.generation, g.number), coalesce(r.version, 0))
                        < (l.generation, l.version)
                order by coalesce(l.id, r.id)
                """
                        .formatted(
                                VIEW + Sql.name(live, "connection"),
                                VIEW + Sql.name(shadow, "connection"),
                                Sql.name(shadow, "generation"),
                                Sql.name(live, "restatement")),
                (row, _) -> {
                    UUID id = row.getObject(1, UUID.class);
                    return new Restated(
                            key(id, row.getString(2), row.getString(3)),
                            new Restatement(row.getInt(4), told(id, row.getString(5))));
                });
    }

    /** The derived one is right; a live one may have been spoilt like everything beside it. */
    private ConnectionKey key(UUID id, @Nullable String derived, @Nullable String inLive) {
        if (derived != null) {
            return ConnectionKey.parse(derived);
        }
        try {
            ConnectionKey key = ConnectionKey.parse(requireNonNull(inLive));
            if (key.id().equals(id)) {
                return key;
            }
        } catch (IllegalArgumentException e) {
            // As if it were another's.
        }
        return lastChange(id).connection().key();
    }

    private Restatement.@Nullable Told told(UUID id, @Nullable String json) {
        if (json == null) {
            return null;
        }
        Facts facts;
        try {
            facts = FactsJson.read(json);
        } catch (JacksonException e) {
            ConnectionChange change = lastChange(id);
            return Restatement.Told.of(change.connection(), change.nangoId());
        }
        return new Restatement.Told(
                facts.nangoId(),
                facts.provider(),
                facts.owner(),
                facts.tags(),
                facts.createdAt(),
                facts.updatedAt());
    }

    /** Somebody spoilt the row; what was published last is in the history as well. */
    private ConnectionChange lastChange(UUID id) {
        return jdbc
                .query(
                        "select value, headers from %s where connection = ?"
                                        .formatted(Sql.name(live, "history"))
                                + " order by generation desc, version desc limit 1",
                        (row, _) -> change(id, row.getBytes(1), row.getBytes(2)),
                        id)
                .stream()
                .findFirst()
                .orElseThrow(() -> unreadable(id));
    }

    private ConnectionChange change(UUID id, byte[] value, byte[] headers) {
        try {
            return History.change(value, headers);
        } catch (JacksonException | MalformedEvent e) {
            throw unreadable(id);
        }
    }

    private Refusal unreadable(UUID id) {
        return new Refusal(
                ("connection %s is no more in the rebuilt tables, and neither its row nor its"
                     + " history in schema %s can be read: its deletion cannot be told. Delete both"
                     + " there, tell its consumers, and run this again")
                        .formatted(id, live));
    }
}

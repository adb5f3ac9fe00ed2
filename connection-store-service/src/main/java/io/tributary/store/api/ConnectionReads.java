package io.tributary.store.api;

import io.tributary.events.ConnectionKey;
import io.tributary.store.caller.Own;
import io.tributary.store.decision.Facts;
import io.tributary.store.ledger.Text;

import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.stereotype.Component;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/** Reads for the API. What was claimed, asked about and not found is not shown. */
@Component
final class ConnectionReads {

    private static final String SHOWN = "select * from connection where status <> 'none'";

    private final JdbcTemplate jdbc;

    ConnectionReads(JdbcTemplate jdbc) {
        this.jdbc = jdbc;
    }

    List<ConnectionView> page(ConnectionsFilter filter) {
        StringBuilder sql = new StringBuilder(SHOWN);
        List<@Nullable Object> values = new ArrayList<>();
        Own own = filter.own();
        if (own != null) {
            sql.append(" and ").append(Own.CONDITION);
            values.addAll(Arrays.asList(own.values()));
        }
        restrict(sql, values, " and environment = ?", clean(filter.environment()));
        restrict(sql, values, " and integration = ?", clean(filter.integration()));
        restrict(sql, values, " and connection_id = ?", clean(filter.connectionId()));
        restrict(sql, values, " and status = ?", filter.status());
        restrict(sql, values, " and end_user_id = ?", clean(filter.endUserId()));
        restrict(sql, values, " and organization_id = ?", clean(filter.organizationId()));
        TagFilter tags = filter.tags();
        if (tags != null) {
            restrict(sql, values, " and tags @> ?::text[]", tags.texts().toArray(String[]::new));
        }
        restrict(sql, values, " and id > ?", filter.after());
        values.add(filter.limit());
        return jdbc.query(
                sql.append(" order by id limit ?").toString(),
                (row, _) -> view(row),
                values.toArray());
    }

    private static void restrict(
            StringBuilder sql,
            List<@Nullable Object> values,
            String condition,
            @Nullable Object value) {
        if (value != null) {
            sql.append(condition);
            values.add(value);
        }
    }

    /** As the column was. */
    private static @Nullable String clean(@Nullable String text) {
        return text == null ? null : Text.clean(text);
    }

    /**
     * @param own null: whoever owns it
     */
    Optional<ConnectionView> one(UUID id, @Nullable Own own) {
        return own == null
                ? jdbc.query(SHOWN + " and id = ?", (row, _) -> view(row), id).stream().findFirst()
                : jdbc
                        .query(
                                SHOWN + " and id = ? and " + Own.CONDITION,
                                (row, _) -> view(row),
                                id,
                                own.endUserId(),
                                own.organizationId(),
                                own.organizationId())
                        .stream()
                        .findFirst();
    }

    /** Oldest first. */
    List<HistoryView.Entry> history(UUID id, HistoryView.@Nullable Place after, int limit) {
        return jdbc.query(
                "select * from history where connection = ? and (generation, version) > (?, ?)"
                        + " order by generation, version limit ?",
                (row, _) -> entry(id, row),
                id,
                after == null ? 0 : after.generation(),
                after == null ? 0 : after.version(),
                limit);
    }

    private static HistoryView.Entry entry(UUID id, ResultSet row) throws SQLException {
        return new HistoryView.Entry(
                row.getString("ce_type"),
                row.getInt("generation"),
                row.getLong("version"),
                new HistoryView.CauseView(
                        row.getString("cause_topic"),
                        row.getInt("partition"),
                        row.getLong("offset"),
                        row.getInt("n"),
                        row.getString("cause_id"),
                        row.getString("cause_type")),
                ReadBack.change(id, row.getBytes("value")));
    }

    private static ConnectionView view(ResultSet row) throws SQLException {
        ConnectionKey key = ConnectionKey.parse(row.getString("key"));
        Facts facts = ReadBack.facts(key.id(), row.getString("facts"));
        return new ConnectionView(
                key.id(),
                key.environment(),
                key.integration(),
                key.connectionId(),
                row.getString("status"),
                row.getObject("nango_id", Long.class),
                facts == null ? null : facts.provider(),
                facts == null ? null : OwnerView.of(facts.owner()),
                facts == null ? null : facts.tags(),
                row.getString("error"),
                facts == null ? null : facts.createdAt(),
                facts == null ? null : facts.updatedAt(),
                row.getString("question"),
                row.getInt("generation"),
                row.getLong("version"));
    }
}

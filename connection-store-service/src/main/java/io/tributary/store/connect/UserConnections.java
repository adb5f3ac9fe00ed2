package io.tributary.store.connect;

import io.tributary.events.ConnectionKey;
import io.tributary.store.caller.Own;
import io.tributary.store.decision.Facts;
import io.tributary.store.ledger.FactsJson;

import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.JdbcTemplate;

import tools.jackson.core.JacksonException;
import tools.jackson.databind.json.JsonMapper;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/** Reads the connections that somebody may act on. */
final class UserConnections {

    private static final String COLUMNS = "select id, key, status, facts from connection where ";

    private final JdbcTemplate jdbc;

    UserConnections(JdbcTemplate jdbc) {
        this.jdbc = jdbc;
    }

    /**
     * One of them.
     *
     * @param facts none while it is pending or once it is deleted
     */
    record Found(ConnectionKey key, String status, @Nullable Facts facts) {
        boolean broken() {
            return status.equals("broken");
        }

        boolean live() {
            return broken() || status.equals("active");
        }
    }

    /**
     * What a user has connected.
     *
     * @param since when it came into this status; null where that cannot be read
     */
    record Connected(UUID id, String integration, String status, @Nullable Instant since) {}

    /**
     * @param own null: whoever owns it
     */
    Optional<Found> one(UUID id, @Nullable Own own) {
        List<@Nullable Object> values = new ArrayList<>();
        values.add(id);
        String sql = COLUMNS + "status <> 'none' and id = ?";
        if (own != null) {
            sql += " and " + Own.CONDITION;
            values.addAll(Arrays.asList(own.values()));
        }
        return jdbc.query(sql, (row, _) -> found(row), values.toArray()).stream().findFirst();
    }

    private static Found found(ResultSet row) throws SQLException {
        String facts = row.getString("facts");
        return new Found(
                ConnectionKey.parse(row.getString("key")),
                row.getString("status"),
                facts == null ? null : FactsJson.read(facts));
    }

    /** The live ones, those that work first, then the newest. */
    List<Connected> of(Own own, String environment) {
        List<@Nullable Object> values = new ArrayList<>();
        values.add(environment);
        values.addAll(Arrays.asList(own.values()));
        return jdbc.query(
                "select c.id, c.integration, c.status, (select h.headers from history h"
                        + " where h.connection = c.id and h.ce_type in"
                        + " ('nango.connection.created', 'nango.connection.reauthorized',"
                        + " 'nango.connection.broken', 'nango.connection.recovered')"
                        + " order by h.generation desc, h.version desc limit 1) as headers"
                        + " from connection c where environment = ? and "
                        + Own.CONDITION
                        + " and status in ('active', 'broken')"
                        + " order by status, nango_id desc",
                (row, _) ->
                        new Connected(
                                row.getObject("id", UUID.class),
                                row.getString("integration"),
                                row.getString("status"),
                                time(row.getBytes("headers"))),
                values.toArray());
    }

    private static @Nullable Instant time(byte @Nullable [] headers) {
        if (headers == null) {
            return null;
        }
        try {
            String time = JsonMapper.shared().readTree(headers).path("ce_time").stringValue(null);
            return time == null ? null : Instant.parse(time);
        } catch (JacksonException | DateTimeException _) {
            return null;
        }
    }
}

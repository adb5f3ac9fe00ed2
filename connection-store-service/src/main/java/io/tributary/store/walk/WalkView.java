package io.tributary.store.walk;

import org.jspecify.annotations.Nullable;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;

/**
 * A walk as operators see it.
 *
 * @param outcome complete, incomplete or held; none while it goes on
 * @param reason why it is not complete, and what to do
 * @param found connections that nothing was known of
 * @param differing listed otherwise than known
 * @param missing known and not listed
 * @param asked singly
 * @param appended observations that said something new
 */
record WalkView(
        long number,
        String environment,
        boolean released,
        Instant started,
        @Nullable Instant finished,
        @Nullable String outcome,
        @Nullable String reason,
        int pages,
        long listed,
        long found,
        long differing,
        long missing,
        long asked,
        long appended) {

    static WalkView of(ResultSet row) throws SQLException {
        return new WalkView(
                row.getLong("number"),
                row.getString("environment"),
                row.getBoolean("released"),
                row.getObject("started", OffsetDateTime.class).toInstant(),
                instant(row.getObject("finished", OffsetDateTime.class)),
                row.getString("outcome"),
                row.getString("reason"),
                row.getInt("pages"),
                row.getLong("listed"),
                row.getLong("found"),
                row.getLong("differing"),
                row.getLong("missing"),
                row.getLong("asked"),
                row.getLong("appended"));
    }

    private static @Nullable Instant instant(@Nullable OffsetDateTime time) {
        return time == null ? null : time.toInstant();
    }
}

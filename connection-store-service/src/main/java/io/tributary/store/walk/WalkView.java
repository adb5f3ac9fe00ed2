package io.tributary.store.walk;

import io.swagger.v3.oas.annotations.media.Schema;

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
@Schema(name = "Walk", description = "One comparison of what is known with Nango's list.")
record WalkView(
        @Schema(description = "Its number; later walks have higher ones.") long number,
        @Schema(description = "Whose list it goes through.") String environment,
        @Schema(description = "Whether an operator lets its absences count.") boolean released,
        @Schema(description = "When it began.") Instant started,
        @Schema(description = "When it ended; null while it goes on.") @Nullable Instant finished,
        @Schema(description = "complete, incomplete or held; null while it goes on.")
                @Nullable String outcome,
        @Schema(description = "Why it is not complete, and what to do.") @Nullable String reason,
        @Schema(description = "Pages of the list that were read.") int pages,
        @Schema(description = "Connections on them.") long listed,
        @Schema(description = "Of these, nothing was known.") long found,
        @Schema(description = "Listed otherwise than known.") long differing,
        @Schema(description = "Known and not listed.") long missing,
        @Schema(description = "Asked about singly.") long asked,
        @Schema(description = "Observations that said something new.") long appended) {

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

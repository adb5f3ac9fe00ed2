package io.tributary.worker.run;

import io.tributary.events.ConnectionKey;
import io.tributary.events.SyncRun;

import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.RowMapper;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.Locale;
import java.util.UUID;

/** Reads rows of {@code sync.run}. */
final class RunRows implements RowMapper<Run> {

    static final RunRows ROWS = new RunRows();

    private RunRows() {}

    @Override
    public Run mapRow(ResultSet row, int number) throws SQLException {
        return new Run(
                row.getObject("id", UUID.class),
                ConnectionKey.parse(row.getString("connection")),
                row.getString("model"),
                row.getString("trigger"),
                row.getString("ordered_by"),
                RunStatus.of(row.getString("status")),
                row.getLong("fence"),
                row.getLong("pages"),
                row.getLong("records"),
                row.getInt("events"),
                row.getBoolean("announced"),
                row.getInt("attempts"),
                new Position(
                        row.getLong("pages"),
                        row.getInt("empty_pages"),
                        row.getString("checkpoint"),
                        row.getBoolean("exhausted")),
                time(row, "due_at"),
                reason(row),
                time(row, "created_at"),
                optionalTime(row, "started_at"),
                optionalTime(row, "finished_at"));
    }

    static Stall stall(ResultSet row) throws SQLException {
        String kind = row.getString("stall_kind");
        return new Stall(
                row.getInt("attempts"),
                kind == null ? null : Stall.Kind.valueOf(kind.toUpperCase(Locale.ROOT)),
                row.getInt("stall_tries"),
                optionalTime(row, "stalled_at"));
    }

    private static SyncRun.@Nullable Reason reason(ResultSet row) throws SQLException {
        String code = row.getString("reason_code");
        return code == null ? null : new SyncRun.Reason(code, row.getString("reason_sentence"));
    }

    static Instant time(ResultSet row, String column) throws SQLException {
        return row.getObject(column, OffsetDateTime.class).toInstant();
    }

    static @Nullable Instant optionalTime(ResultSet row, String column) throws SQLException {
        OffsetDateTime time = row.getObject(column, OffsetDateTime.class);
        return time == null ? null : time.toInstant();
    }
}

package io.tributary.worker.run;

import static java.util.Objects.requireNonNull;

import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.RowMapper;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;

/** Reads syncs, each with its latest run and that one's job. */
final class SyncRows implements RowMapper<Sync> {

    static final SyncRows ROWS = new SyncRows();

    private SyncRows() {}

    @Override
    public Sync mapRow(ResultSet row, int number) throws SQLException {
        Run latest = RunRows.ROWS.mapRow(row, number);
        return new Sync(
                latest,
                progress(row, latest),
                RunRows.optionalTime(row, "completed_at"),
                row.getString("paused_by") == null ? null : pause(row));
    }

    static OperatorPause pause(ResultSet row) throws SQLException {
        return new OperatorPause(
                requireNonNull(row.getString("paused_by")), RunRows.time(row, "paused_at"));
    }

    private static Progress progress(ResultSet row, Run latest) throws SQLException {
        long inHand = row.getLong("page_records");
        Instant readAt = RunRows.time(row, "read_at");
        return new Progress(
                readAt,
                latest.startedAt(),
                latest.records() + inHand,
                inHand,
                RunRows.optionalTime(row, "page_started_at"),
                RunRows.optionalTime(row, "progressed_at"),
                RunRows.optionalTime(row, "earlier_at"),
                row.getLong("earlier_records"),
                execution(row));
    }

    private static Progress.@Nullable Execution execution(ResultSet row) throws SQLException {
        String worker = row.getString("picked_by");
        return worker == null
                ? null
                : new Progress.Execution(worker, RunRows.optionalTime(row, "last_heartbeat"));
    }
}

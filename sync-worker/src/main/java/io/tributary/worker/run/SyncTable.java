package io.tributary.worker.run;

import io.tributary.events.ConnectionKey;
import io.tributary.events.ConnectionStatus;

import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

import java.sql.Timestamp;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;

/** The statements on {@code sync.sync}. */
@Component
class SyncTable {

    private static final String READ =
            """
            select now() as read_at, s.paused_by, s.paused_at, r.*,
                j.picked_by, j.last_heartbeat,
                (select max(c.finished_at) from sync.run c
                 where c.connection = s.connection and c.model = s.model
                    and c.status = 'completed') as completed_at
            from sync.sync s join sync.run r on r.id = s.run
            left join sync.scheduled_tasks j
                on j.task_name = 'pull' and j.task_instance = r.id::text and j.picked
            """;

    private final JdbcClient database;

    SyncTable(JdbcClient database) {
        this.database = database;
    }

    /**
     * What is known of the connection; locks it, and so all runs of it against being started,
     * paused, resumed or ended by others until the transaction ends.
     */
    Optional<ConnectionStatus> lockedConnection(ConnectionKey connection) {
        return database.sql("select status from sync.connection where key = :key for update")
                .param("key", connection.encoded())
                .query(String.class)
                .optional()
                .map(ConnectionStatus::valueOf);
    }

    void setLatest(SyncKey sync, UUID run) {
        database.sql(
                        """
                        insert into sync.sync as known (id, connection, model, run)
                        values (:id, :connection, :model, :run)
                        on conflict (id) do update set run = excluded.run\
                        """)
                .param("id", sync.id())
                .param("connection", sync.connection().encoded())
                .param("model", sync.model())
                .param("run", run)
                .update();
    }

    /** The latest run's; empty if there never was one. */
    Optional<RunStatus> statusOf(SyncKey sync) {
        return database.sql(
                        """
                        select r.status from sync.sync s join sync.run r on r.id = s.run
                        where s.id = :id\
                        """)
                .param("id", sync.id())
                .query(String.class)
                .optional()
                .map(RunStatus::of);
    }

    Optional<OperatorPause> pauseOf(SyncKey sync) {
        return database.sql(
                        """
                        select paused_by, paused_at from sync.sync
                        where id = :id and paused_by is not null\
                        """)
                .param("id", sync.id())
                .query((row, _) -> SyncRows.pause(row))
                .optional();
    }

    void setPause(SyncKey sync, @Nullable OperatorPause pause) {
        database.sql("update sync.sync set paused_by = :by, paused_at = :at where id = :id")
                .param("by", pause == null ? null : pause.by())
                .param("at", pause == null ? null : Timestamp.from(pause.at()))
                .param("id", sync.id())
                .update();
    }

    Optional<Sync> find(UUID id) {
        return database.sql(READ + " where s.id = :id")
                .param("id", id)
                .query(SyncRows.ROWS)
                .optional();
    }

    Set<SyncKey> of(List<ConnectionKey> connections) {
        return database.sql(
                        "select connection, model from sync.sync where connection in"
                                + " (:connections)")
                .param("connections", connections.stream().map(ConnectionKey::encoded).toList())
                .query(
                        (row, _) ->
                                new SyncKey(
                                        ConnectionKey.parse(row.getString("connection")),
                                        row.getString("model")))
                .set();
    }

    /** In the order of their ids, which never change. */
    List<Sync> page(SyncFilter filter) {
        List<String> conditions = new ArrayList<>(List.of("true"));
        List<Object> values = new ArrayList<>();
        restrict(conditions, values, part(1), SyncFilter.encoded(filter.environment()));
        restrict(conditions, values, part(2), SyncFilter.encoded(filter.integration()));
        restrict(conditions, values, part(3), SyncFilter.encoded(filter.connectionId()));
        restrict(conditions, values, "s.model = ?", filter.model());
        RunStatus status = filter.status();
        restrict(conditions, values, "r.status = ?", status == null ? null : status.word());
        restrict(conditions, values, "s.id > ?", filter.after());
        values.add(filter.limit());
        return database.sql(
                        READ
                                + " where "
                                + String.join(" and ", conditions)
                                + " order by s.id limit ?")
                .params(values)
                .query(SyncRows.ROWS)
                .list();
    }

    private static String part(int number) {
        return "split_part(s.connection, '/', %d) = ?".formatted(number);
    }

    private static void restrict(
            List<String> conditions, List<Object> values, String sql, @Nullable Object value) {
        if (value != null) {
            conditions.add(sql);
            values.add(value);
        }
    }
}

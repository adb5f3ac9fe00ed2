package io.tributary.worker.trigger;

import io.tributary.events.ConnectionChange;
import io.tributary.events.ConnectionKey;
import io.tributary.events.ConnectionStatus;
import io.tributary.worker.connection.KnownConnection;
import io.tributary.worker.connection.KnownJson;

import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

import java.util.Optional;

/** Which change of each connection was acted upon last. */
@Component
class ConnectionRegister {

    private final JdbcClient database;

    ConnectionRegister(JdbcClient database) {
        this.database = database;
    }

    /**
     * What the change means. Empty if it is one of before, by generation and version; then nothing
     * is kept.
     */
    Optional<Consequence> advance(ConnectionChange change) {
        Known before = locked(change.connection().key());
        return put(change) ? Optional.of(Consequence.of(before, change)) : Optional.empty();
    }

    /**
     * What was acted upon last, locked against whatever comes next until the transaction ends; null
     * if no change of it was.
     */
    @Nullable Known locked(ConnectionKey connection) {
        return database.sql(
                        "select nango_id, status from sync.connection where key = :key for update")
                .param("key", connection.encoded())
                .query(
                        (row, _) ->
                                new Known(
                                        row.getLong("nango_id"),
                                        ConnectionStatus.valueOf(row.getString("status"))))
                .optional()
                .orElse(null);
    }

    private boolean put(ConnectionChange change) {
        KnownConnection connection = KnownConnection.of(change.connection());
        return database.sql(
                                """
                                insert into sync.connection as known
                                    (key, generation, version, nango_id, status,
                                     provider, tags, owner)
                                values (:key, :generation, :version, :nangoId, :status,
                                        :provider, :tags, :owner)
                                on conflict (key) do update set
                                    generation = excluded.generation, version = excluded.version,
                                    nango_id = excluded.nango_id, status = excluded.status,
                                    provider = excluded.provider, tags = excluded.tags,
                                    owner = excluded.owner
                                where (known.generation, known.version)
                                    < (excluded.generation, excluded.version)\
                                """)
                        .param("key", connection.key().encoded())
                        .param("generation", change.generation())
                        .param("version", change.version())
                        .param("nangoId", change.nangoId())
                        .param("status", change.connection().status().name())
                        .param("provider", connection.provider())
                        .param("tags", KnownJson.tags(connection.tags()))
                        .param("owner", KnownJson.owner(connection.owner()))
                        .update()
                == 1;
    }
}

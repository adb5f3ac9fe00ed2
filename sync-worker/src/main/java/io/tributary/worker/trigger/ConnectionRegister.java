package io.tributary.worker.trigger;

import io.tributary.events.ConnectionChange;

import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Which change of each connection was acted upon last. */
@Component
class ConnectionRegister {

    private final JdbcClient database;

    ConnectionRegister(JdbcClient database) {
        this.database = database;
    }

    /** False if the change is one of before, by generation and version; then nothing is kept. */
    boolean advance(ConnectionChange change) {
        return database.sql(
                                """
                                insert into sync.connection as known
                                    (key, generation, version, nango_id, status)
                                values (:key, :generation, :version, :nangoId, :status)
                                on conflict (key) do update set
                                    generation = excluded.generation, version = excluded.version,
                                    nango_id = excluded.nango_id, status = excluded.status
                                where (known.generation, known.version)
                                    < (excluded.generation, excluded.version)\
                                """)
                        .param("key", change.connection().key().encoded())
                        .param("generation", change.generation())
                        .param("version", change.version())
                        .param("nangoId", change.nangoId())
                        .param("status", change.connection().status().name())
                        .update()
                == 1;
    }
}

package io.tributary.worker.connection;

import io.tributary.events.ConnectionKey;

import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

import java.util.Optional;

/** What the last change of each connection said, that was acted upon. */
@Component
public class KnownConnections {

    private final JdbcClient database;

    KnownConnections(JdbcClient database) {
        this.database = database;
    }

    /** Of one that no change was heard of, no more than its name. */
    public KnownConnection find(ConnectionKey key) {
        return heardOf(key).orElseGet(() -> KnownConnection.unheardOf(key));
    }

    /** Empty if no change of it was heard of. */
    public Optional<KnownConnection> heardOf(ConnectionKey key) {
        return database.sql("select provider, tags, owner from sync.connection where key = :key")
                .param("key", key.encoded())
                .query(
                        (row, _) ->
                                new KnownConnection(
                                        key,
                                        row.getString("provider"),
                                        KnownJson.tags(row.getString("tags")),
                                        KnownJson.owner(row.getString("owner"))))
                .optional();
    }
}

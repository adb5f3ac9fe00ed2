package io.tributary.worker.connection;

import io.tributary.events.ConnectionKey;

import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
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
        return database.sql(
                        "select key, provider, tags, owner from sync.connection where key = :key")
                .param("key", key.encoded())
                .query((row, _) -> connection(row))
                .optional();
    }

    /**
     * Those that are not deleted, in the order of their keys.
     *
     * @param after where the page before ended; null for the first
     */
    public List<KnownConnection> page(@Nullable ConnectionKey after, int most) {
        return database.sql(
                        """
                        select key, provider, tags, owner from sync.connection
                        where status <> 'DELETED' and key > :after
                        order by key limit :most\
                        """)
                // Every key sorts after the empty text.
                .param("after", after == null ? "" : after.encoded())
                .param("most", most)
                .query((row, _) -> connection(row))
                .list();
    }

    private static KnownConnection connection(ResultSet row) throws SQLException {
        return new KnownConnection(
                ConnectionKey.parse(row.getString("key")),
                row.getString("provider"),
                KnownJson.tags(row.getString("tags")),
                KnownJson.owner(row.getString("owner")));
    }
}

package io.tributary.store.question;

import io.tributary.events.ConnectionKey;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Optional;
import java.util.UUID;

/** Whom a row of table {@code connection} is about. */
final class RowKey {

    private static final Logger LOGGER = LoggerFactory.getLogger(RowKey.class);

    private RowKey() {}

    /**
     * Reads columns {@code id} and {@code key}. Somebody may have spoilt the key: then nobody can
     * be asked about this one, and all others must be nevertheless.
     */
    static Optional<ConnectionKey> of(ResultSet row) throws SQLException {
        UUID id = row.getObject("id", UUID.class);
        try {
            ConnectionKey key = ConnectionKey.parse(row.getString("key"));
            if (key.id().equals(id)) {
                return Optional.of(key);
            }
        } catch (IllegalArgumentException e) {
            // No more a key than another connection's.
        }
        LOGGER.atError()
                .addKeyValue("connection", id)
                .log(
                        "a row of table connection has no key, or another's; its question is not"
                                + " asked until the row is mended, as 'rebuild --swap' does");
        return Optional.empty();
    }
}

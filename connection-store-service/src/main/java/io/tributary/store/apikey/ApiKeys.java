package io.tributary.store.apikey;

import static java.nio.charset.StandardCharsets.US_ASCII;

import io.tributary.store.ledger.Text;

import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.JdbcTemplate;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.SecureRandom;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/** Table {@code api_key}, by the database's clock. */
final class ApiKeys {

    private static final int SECRET_BYTES = 32;

    /** So that a secret that went astray is recognised for what it is. */
    private static final String PREFIX = "trb_";

    private static final String GOOD =
            "revoked_at is null and (expires_at is null or expires_at > now())";

    private final JdbcTemplate jdbc;
    private final SecureRandom random = new SecureRandom();

    ApiKeys(JdbcTemplate jdbc) {
        this.jdbc = jdbc;
    }

    /** A new key, and the only time that its secret is seen. */
    record Made(ApiKeyView key, String secret) {
        @Override
        public String toString() {
            return "Made[" + key.id() + "]";
        }
    }

    Made make(String name, List<String> scopes, @Nullable Instant expiresAt, String by) {
        byte[] bytes = new byte[SECRET_BYTES];
        random.nextBytes(bytes);
        String secret = PREFIX + Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
        UUID id = UUID.randomUUID();
        jdbc.update(
                "insert into api_key (id, name, hash, scopes, created_by, expires_at)"
                        + " values (?, ?, ?, ?, ?, ?)",
                id,
                Text.clean(name),
                hash(secret),
                scopes.toArray(String[]::new),
                Text.brief(by),
                expiresAt == null ? null : expiresAt.atOffset(ZoneOffset.UTC));
        return new Made(one(id).orElseThrow(), secret);
    }

    Optional<ApiKeyView> one(UUID id) {
        return jdbc.query("select * from api_key where id = ?", (row, _) -> view(row), id).stream()
                .findFirst();
    }

    /** The newest first. */
    List<ApiKeyView> all() {
        return jdbc.query(
                "select * from api_key order by created_at desc, id", (row, _) -> view(row));
    }

    /** Whether it is there; it stays revoked as it was first. */
    boolean revoke(UUID id, String by) {
        return jdbc.update(
                        "update api_key set revoked_by = case when revoked_at is null then ? else"
                                + " revoked_by end, revoked_at = coalesce(revoked_at, now())"
                                + " where id = ?",
                        Text.brief(by),
                        id)
                > 0;
    }

    /** Whether there is such a key with this secret, good or not. */
    boolean matches(UUID id, String secret) {
        List<byte[]> hashes =
                jdbc.query(
                        "select hash from api_key where id = ?", (row, _) -> row.getBytes(1), id);
        return !hashes.isEmpty() && MessageDigest.isEqual(hashes.getFirst(), hash(secret));
    }

    /** The scopes of one that is good now, which is noted as used. */
    Optional<List<String>> use(UUID id) {
        return jdbc
                .query(
                        "update api_key set last_used_at = now() where id = ? and "
                                + GOOD
                                + " returning scopes",
                        (row, _) -> texts(row),
                        id)
                .stream()
                .findFirst();
    }

    boolean isGood(UUID id) {
        return Boolean.TRUE.equals(
                jdbc.queryForObject(
                        "select exists (select from api_key where id = ? and " + GOOD + ")",
                        Boolean.class,
                        id));
    }

    private static byte[] hash(String secret) {
        try {
            return MessageDigest.getInstance("SHA-256").digest(secret.getBytes(US_ASCII));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }

    private static List<String> texts(ResultSet row) throws SQLException {
        return List.of((String[]) row.getArray("scopes").getArray());
    }

    private static ApiKeyView view(ResultSet row) throws SQLException {
        Instant created = time(row, "created_at");
        if (created == null) {
            throw new SQLException("api_key.created_at is never null");
        }
        return new ApiKeyView(
                row.getObject("id", UUID.class),
                row.getString("name"),
                texts(row),
                created,
                row.getString("created_by"),
                time(row, "expires_at"),
                time(row, "last_used_at"),
                time(row, "revoked_at"),
                row.getString("revoked_by"));
    }

    private static @Nullable Instant time(ResultSet row, String column) throws SQLException {
        OffsetDateTime time = row.getObject(column, OffsetDateTime.class);
        return time == null ? null : time.toInstant();
    }
}

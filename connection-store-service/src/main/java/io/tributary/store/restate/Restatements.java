package io.tributary.store.restate;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.tributary.events.ConnectionKey;
import io.tributary.events.EventCodec;
import io.tributary.events.Restatement;

import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.JdbcTemplate;

import tools.jackson.databind.json.JsonMapper;

import java.util.Collection;
import java.util.List;
import java.util.UUID;

/** Table {@code restatement}: what a rebuild left to be told, until the brokers have it. */
public final class Restatements {

    private static final JsonMapper JSON = JsonMapper.shared();

    private final JdbcTemplate jdbc;

    public Restatements(JdbcTemplate jdbc) {
        this.jdbc = jdbc;
    }

    /** In the transaction that replaces the tables; a later one of the same connection wins. */
    @SuppressWarnings("NullAway") // Columns may be null, whatever JdbcTemplate's type says.
    public void add(Collection<Restated> restated) {
        jdbc.batchUpdate(
                "insert into restatement (connection, key, generation, told) values (?, ?, ?, ?)"
                        + " on conflict (connection) do update"
                        + " set generation = excluded.generation, told = excluded.told",
                restated.stream()
                        .map(
                                one ->
                                        new Object[] {
                                            one.key().id(),
                                            one.key().encoded(),
                                            one.restatement().generation(),
                                            text(one.restatement().told())
                                        })
                        .toList());
    }

    /**
     * Some of them, for the running transaction alone; those that another one took are not seen.
     */
    List<Restated> take(int most) {
        return jdbc.query(
                "select key, generation, told from restatement order by connection limit ?"
                        + " for update skip locked",
                (row, _) ->
                        new Restated(
                                ConnectionKey.parse(row.getString(1)),
                                new Restatement(row.getInt(2), told(row.getString(3)))),
                most);
    }

    void remove(Collection<Restated> sent) {
        jdbc.update(
                "delete from restatement where connection = any(?)",
                (Object) sent.stream().map(one -> one.key().id()).toArray(UUID[]::new));
    }

    private static @Nullable String text(Restatement.@Nullable Told told) {
        return told == null ? null : new String(EventCodec.encode(told), UTF_8);
    }

    private static Restatement.@Nullable Told told(@Nullable String text) {
        return text == null ? null : JSON.readValue(text, Restatement.Told.class);
    }
}

package io.tributary.store.ledger;

import io.tributary.events.ConnectionKey;
import io.tributary.store.decision.State;

import org.springframework.jdbc.core.JdbcTemplate;

import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/** Connections that were taken over from elsewhere than the inbox, before any input is applied. */
public final class Transplant {

    private final JdbcTemplate jdbc;
    private final Connections connections;

    public Transplant(JdbcTemplate jdbc) {
        this.jdbc = jdbc;
        this.connections = new Connections(jdbc);
    }

    /** In the running transaction. */
    public void put(Map<ConnectionKey, State> states) {
        connections.save(
                states.entrySet().stream()
                        .map(one -> new Row(one.getKey(), one.getValue()))
                        .toList());
    }

    /** Those of them that are there; this put them, so all of them can be read. */
    public Map<UUID, State> load(Collection<ConnectionKey> keys) {
        return connections.load(keys.stream().map(ConnectionKey::id).toList()).states();
    }

    /** All of them in a later generation than any before. */
    public void raise(int generation) {
        jdbc.update("update connection set generation = ?", generation);
    }

    public void remove(Collection<ConnectionKey> keys) {
        List<Object[]> ids = keys.stream().map(key -> new Object[] {key.id()}).toList();
        jdbc.batchUpdate("delete from connection where id = ?", ids);
    }
}

package io.tributary.simulator.connection;

import io.tributary.simulator.json.JsJson;
import io.tributary.simulator.state.StateFile;

import org.springframework.stereotype.Component;

import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.UnaryOperator;

/** The connections of all environments, each change to one of them made in one step. */
@Component
public final class Connections {

    private static final String SECTION = "connections";
    private static final Comparator<Connection> NEWEST_FIRST =
            Comparator.comparing(Connection::createdAt)
                    .thenComparingLong(Connection::id)
                    .reversed();

    private final Map<ConnectionKey, Connection> byKey = new ConcurrentHashMap<>();
    private final AtomicLong lastId = new AtomicLong();
    private final StateFile state;

    Connections(StateFile state) {
        this.state = state;
        state.load(SECTION).ifPresent(this::restore);
        state.section(SECTION, this::content);
    }

    public Optional<Connection> find(ConnectionKey key) {
        return Optional.ofNullable(byKey.get(key));
    }

    /** Of all environments. */
    public int count() {
        return byKey.size();
    }

    /** Newest first. */
    public List<Connection> in(String environment) {
        return byKey.values().stream()
                .filter(c -> c.key().environment().equals(environment))
                .sorted(NEWEST_FIRST)
                .toList();
    }

    /** Makes one connection from the old, or from nothing. */
    interface Upsert {
        Connection apply(Optional<Connection> old, long id);
    }

    /** A connection after it was put, and whether there was none before. */
    record Put(Connection connection, boolean isNew) {}

    Put put(ConnectionKey key, Upsert upsert) {
        AtomicBoolean isNew = new AtomicBoolean();
        Connection now =
                byKey.compute(
                        key,
                        (_, old) -> {
                            isNew.set(old == null);
                            long id = old == null ? lastId.incrementAndGet() : old.id();
                            return upsert.apply(Optional.ofNullable(old), id);
                        });
        state.changed();
        return new Put(now, isNew.get());
    }

    Optional<Connection> update(ConnectionKey key, UnaryOperator<Connection> change) {
        Connection now = byKey.computeIfPresent(key, (_, old) -> change.apply(old));
        state.changed();
        return Optional.ofNullable(now);
    }

    Optional<Connection> remove(ConnectionKey key) {
        Connection gone = byKey.remove(key);
        state.changed();
        return Optional.ofNullable(gone);
    }

    private void restore(JsonNode section) {
        lastId.set(section.path("lastId").longValue());
        for (JsonNode one : section.path("all")) {
            Connection connection = JsJson.as(one, Connection.class);
            byKey.put(connection.key(), connection);
        }
    }

    private JsonNode content() {
        ObjectNode section = JsJson.object();
        ArrayNode all = section.putArray("all");
        byKey.values().forEach(connection -> all.add(JsJson.of(connection)));
        return section.put("lastId", lastId.get());
    }
}

package io.tributary.store.ledger;

import static java.util.Objects.requireNonNull;

import io.tributary.events.Owner;
import io.tributary.store.decision.Doubts;
import io.tributary.store.decision.Facts;
import io.tributary.store.decision.Question;
import io.tributary.store.decision.State;
import io.tributary.store.decision.Trail;
import io.tributary.store.ledger.Columns.Type;

import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.jdbc.core.JdbcTemplate;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.UUID;
import java.util.function.Consumer;

/** Table {@code connection}. */
final class Connections {

    private static final Logger LOGGER = LoggerFactory.getLogger(Connections.class);

    private static final Columns COLUMNS =
            new Columns()
                    .with("id", Type.ID)
                    .with("key", Type.TEXT)
                    .with("status", Type.TEXT)
                    .with("version", Type.NUMBER)
                    .with("generation", Type.SMALL)
                    .with("read_number", Type.NUMBER)
                    .with("up", Type.NUMBER)
                    .with("nango_id", Type.NUMBER)
                    .with("facts", Type.TEXT)
                    .with("error", Type.TEXT)
                    .with("question", Type.TEXT)
                    .with("question_first", Type.NUMBER)
                    .with("question_last", Type.NUMBER)
                    .with("question_since", Type.TEXT)
                    .with("question_error", Type.TEXT)
                    .with("question_twice", Type.FLAG)
                    .with("claim", Type.NUMBER)
                    .with("miss", Type.NUMBER)
                    .with("environment", Type.TEXT)
                    .with("integration", Type.TEXT)
                    .with("connection_id", Type.TEXT)
                    .with("provider", Type.TEXT)
                    .with("end_user_id", Type.TEXT)
                    .with("organization_id", Type.TEXT)
                    .with("tags", Type.TEXTS);

    private static final String SAVE =
            COLUMNS.insert("connection", "on conflict (id) do update set " + COLUMNS.replaced());

    private final JdbcTemplate jdbc;

    Connections(JdbcTemplate jdbc) {
        this.jdbc = jdbc;
    }

    Origin origin() {
        return requireNonNull(
                jdbc.queryForObject(
                        "select number, case when is_called then last_value else 0 end"
                                + " from generation, read_number",
                        (row, _) -> new Origin(row.getInt(1), row.getLong(2))));
    }

    /** A row that is no state must not stop the others, nor be written over. */
    Known load(Collection<UUID> ids) {
        Map<UUID, State> states = new HashMap<>();
        Map<UUID, String> unreadable = new HashMap<>();
        jdbc.query(
                "select * from connection where id = any(?)",
                row -> {
                    UUID id = row.getObject("id", UUID.class);
                    read(
                            row,
                            readable -> states.put(id, readable.state()),
                            failure -> unreadable.put(id, failure));
                },
                (Object) ids.toArray(UUID[]::new));
        return new Known(states, unreadable);
    }

    /** A row, or else what kind of failure it is; never any other. */
    static void read(ResultSet row, Consumer<Row> readable, Consumer<String> unreadable)
            throws SQLException {
        Row state;
        try {
            state = RowMapping.row(row);
        } catch (RuntimeException e) {
            LOGGER.atError()
                    .addKeyValue("connection", row.getObject("id", UUID.class))
                    .setCause(e)
                    .log(
                            "a row of table connection is no state; what comes of it is put aside"
                                    + " until the row is mended");
            unreadable.accept(e.getClass().getSimpleName());
            return;
        }
        readable.accept(state);
    }

    void save(Collection<Row> rows) {
        COLUMNS.write(jdbc, SAVE, rows.stream().map(Connections::values).toList());
    }

    private static @Nullable Object[] values(Row row) {
        State state = row.state();
        Trail trail = state.trail();
        Facts facts = state instanceof State.Live live ? live.facts() : null;
        Doubts doubts = state instanceof State.Live live ? live.doubts() : null;
        Owner owner = facts == null ? null : facts.owner();
        Question question = state.question();
        return new @Nullable Object[] {
            row.key().id(),
            row.key().encoded(),
            state.status(),
            trail.version(),
            trail.generation(),
            trail.read(),
            trail.up(),
            trail.nangoId(),
            facts == null ? null : FactsJson.write(facts),
            state instanceof State.Broken broken ? broken.error() : null,
            question == null ? null : question.kind().name(),
            question == null ? null : question.first(),
            question == null ? null : question.last(),
            question == null || question.since() == null ? null : question.since().toString(),
            question == null ? null : question.error(),
            question == null ? null : question.twice(),
            doubts == null ? null : doubts.claim(),
            doubts == null ? null : doubts.miss(),
            Text.clean(row.key().environment()),
            Text.clean(row.key().integration()),
            Text.clean(row.key().connectionId()),
            facts == null ? null : Text.clean(facts.provider()),
            owner == null || owner.endUserId() == null ? null : Text.clean(owner.endUserId()),
            owner == null || owner.organizationId() == null
                    ? null
                    : Text.clean(owner.organizationId()),
            facts == null ? null : TagText.of(facts.tags())
        };
    }
}

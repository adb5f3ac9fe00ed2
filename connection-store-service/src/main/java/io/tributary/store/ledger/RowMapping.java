package io.tributary.store.ledger;

import static java.util.Objects.requireNonNull;

import io.tributary.events.ConnectionKey;
import io.tributary.store.decision.Doubts;
import io.tributary.store.decision.Facts;
import io.tributary.store.decision.Question;
import io.tributary.store.decision.State;
import io.tributary.store.decision.Trail;

import org.jspecify.annotations.Nullable;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.UUID;

/** From the columns of {@code connection} to its state. */
final class RowMapping {

    private RowMapping() {}

    static Row row(ResultSet row) throws SQLException {
        ConnectionKey key = ConnectionKey.parse(row.getString("key"));
        if (!key.id().equals(row.getObject("id", UUID.class))) {
            throw new IllegalStateException("its key is another connection's");
        }
        return new Row(key, state(row));
    }

    private static State state(ResultSet row) throws SQLException {
        Trail trail = trail(row);
        String status = row.getString("status");
        return switch (status) {
            case "none" -> new State.None(trail);
            case "deleted" -> new State.Deleted(trail);
            case "pending" -> new State.Pending(trail, requireNonNull(question(row)));
            case "active" -> new State.Active(trail, facts(row), doubts(row));
            case "broken" ->
                    new State.Broken(
                            trail, facts(row), doubts(row), requireNonNull(row.getString("error")));
            default -> throw new IllegalStateException("no state is called " + status);
        };
    }

    private static Trail trail(ResultSet row) throws SQLException {
        return new Trail(
                row.getLong("version"),
                row.getInt("generation"),
                row.getLong("read_number"),
                row.getLong("up"),
                number(row, "nango_id"));
    }

    private static Facts facts(ResultSet row) throws SQLException {
        return FactsJson.read(row.getString("facts"));
    }

    private static Doubts doubts(ResultSet row) throws SQLException {
        return new Doubts(question(row), number(row, "claim"), number(row, "miss"));
    }

    private static @Nullable Question question(ResultSet row) throws SQLException {
        String kind = row.getString("question");
        String since = row.getString("question_since");
        return kind == null
                ? null
                : new Question(
                        Question.Kind.valueOf(kind),
                        row.getLong("question_first"),
                        row.getLong("question_last"),
                        since == null ? null : Instant.parse(since),
                        row.getString("question_error"),
                        row.getBoolean("question_twice"));
    }

    private static @Nullable Long number(ResultSet row, String column) throws SQLException {
        return row.getObject(column, Long.class);
    }
}

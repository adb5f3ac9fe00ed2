package io.tributary.store.parking;

import io.tributary.store.ledger.Text;

import org.jspecify.annotations.Nullable;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/**
 * Which parked inputs; what is null does not restrict.
 *
 * @param key the record's whole key
 * @param from received at or after it
 * @param to received before it
 * @param redriven whether they were redriven
 */
public record ParkedFilter(
        @Nullable String reason,
        @Nullable String environment,
        @Nullable String key,
        @Nullable Instant from,
        @Nullable Instant to,
        @Nullable Boolean redriven) {

    private static final Instant FIRST = Instant.parse("0000-01-01T00:00:00Z");
    private static final Instant LAST = Instant.parse("9999-12-31T23:59:59.999Z");

    /**
     * @throws IllegalArgumentException for a time that is not of the years 0 to 9999
     */
    public ParkedFilter {
        check("from", from);
        check("to", to);
    }

    /** Whether anything can have been received then. */
    public static boolean isPossible(Instant at) {
        return !at.isBefore(FIRST) && !at.isAfter(LAST);
    }

    private static void check(String name, @Nullable Instant at) {
        if (at != null && !isPossible(at)) {
            throw new IllegalArgumentException(name + " must be of the years 0 to 9999");
        }
    }

    ParkedFilter notRedriven() {
        return new ParkedFilter(reason, environment, key, from, to, false);
    }

    /** As SQL over {@code parked p} and {@code redrive r}. */
    Condition condition() {
        Condition condition = new Condition();
        condition.add(" and p.reason = ?", reason == null ? null : Text.clean(reason));
        condition.add(
                " and p.environment = ?", environment == null ? null : Text.clean(environment));
        condition.add(" and p.record_key = ?", key == null ? null : Text.brief(key));
        condition.add(" and p.received >= ?", from == null ? null : from.toEpochMilli());
        condition.add(" and p.received < ?", to == null ? null : to.toEpochMilli());
        condition.add(" and (r.redriven_at is not null) = ?", redriven);
        return condition;
    }

    /** SQL and its values, side by side. */
    static final class Condition {

        private final StringBuilder sql = new StringBuilder(" where true");
        private final List<Object> values = new ArrayList<>();

        void add(String restriction, @Nullable Object value) {
            if (value != null) {
                sql.append(restriction);
                values.add(value);
            }
        }

        void add(String restriction, Object... several) {
            sql.append(restriction);
            values.addAll(List.of(several));
        }

        String sql() {
            return sql.toString();
        }

        Object[] values() {
            return values.toArray();
        }
    }
}

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

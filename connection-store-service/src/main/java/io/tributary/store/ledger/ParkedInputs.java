package io.tributary.store.ledger;

import io.tributary.store.inbox.Reason;

import org.springframework.jdbc.core.JdbcTemplate;

import java.util.Collection;
import java.util.HashMap;
import java.util.Map;

/** Table {@code parked}. */
final class ParkedInputs {

    private final JdbcTemplate jdbc;

    ParkedInputs(JdbcTemplate jdbc) {
        this.jdbc = jdbc;
    }

    void append(Collection<Outgoing.Aside> inputs) {
        jdbc.batchUpdate(
                "insert into parked (partition, \"offset\", reason, detail) values (?, ?, ?, ?)",
                inputs.stream()
                        .map(
                                input ->
                                        new Object[] {
                                            input.partition(),
                                            input.offset(),
                                            input.reason().code(),
                                            Text.clean(input.reason().detail())
                                        })
                        .toList());
    }

    Map<Long, Reason> between(int partition, long first, long last) {
        Map<Long, Reason> reasons = new HashMap<>();
        jdbc.query(
                "select \"offset\", reason, detail from parked"
                        + " where partition = ? and \"offset\" between ? and ?",
                row -> {
                    reasons.put(row.getLong(1), new Reason(row.getString(2), row.getString(3)));
                },
                partition,
                first,
                last);
        return reasons;
    }
}

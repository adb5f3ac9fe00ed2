package io.tributary.store.ledger;

import static java.util.Objects.requireNonNull;

import io.tributary.events.ConnectionKey;
import io.tributary.store.decision.State;

import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.JdbcTemplate;

import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;

/** What the tables hold of connections, for whoever compares it with Nango. */
public final class Census {

    private static final UUID BEFORE_ALL = new UUID(0, 0);
    private static final int AT_ONCE = 5_000;

    private final JdbcTemplate jdbc;
    private final Connections connections;

    public Census(JdbcTemplate jdbc) {
        this.jdbc = jdbc;
        this.connections = new Connections(jdbc);
    }

    /**
     * A connection that Nango should have, or is claimed to have.
     *
     * @param live whether Nango confirmed it; else it is pending
     * @param up offset of its last success creation or override
     * @param miss the walk that first missed it, if any
     * @param claimed when its open question was last raised, by the database's clock; none if none
     *     is open
     */
    public record Member(
            ConnectionKey key,
            boolean live,
            long up,
            @Nullable Long miss,
            @Nullable Instant claimed) {}

    /** What to do with each member. */
    public interface Reader {
        void read(Member member);
    }

    /** The states by id; what was never heard of is not in it. */
    public Known of(Collection<UUID> ids) {
        return connections.load(ids);
    }

    /** Reads all members of an environment whose rows are states, some thousands at a time. */
    public void members(String environment, Reader reader) {
        UUID last = BEFORE_ALL;
        int rows;
        do {
            List<UUID> ids = new ArrayList<>();
            List<Member> some = new ArrayList<>();
            read(environment, last, ids, some);
            some.forEach(reader::read);
            rows = ids.size();
            last = ids.isEmpty() ? last : ids.getLast();
        } while (rows == AT_ONCE);
    }

    private void read(String environment, UUID after, List<UUID> ids, List<Member> members) {
        jdbc.query(
                "select c.*, q.raised_at"
                        // In the order in which everyone locks these two.
                        + " from question q right join connection c on q.connection = c.id"
                        + " where c.environment = ? and c.id > ?"
                        + " and c.status in ('pending', 'active', 'broken')"
                        + " order by c.id limit "
                        + AT_ONCE,
                row -> {
                    ids.add(row.getObject("id", UUID.class));
                    OffsetDateTime raised = row.getObject("raised_at", OffsetDateTime.class);
                    Connections.read(
                            row,
                            one ->
                                    members.add(
                                            member(
                                                    one,
                                                    raised == null ? null : raised.toInstant())),
                            _ -> {});
                },
                Text.clean(environment),
                after);
    }

    private static Member member(Row row, @Nullable Instant claimed) {
        State state = row.state();
        return new Member(
                row.key(),
                state instanceof State.Live,
                state.trail().up(),
                state instanceof State.Live live ? live.doubts().miss() : null,
                claimed);
    }

    /** How far each partition is applied; a partition without inputs is not in it. */
    public Map<Integer, Long> applied() {
        return requireNonNull(
                jdbc.query(
                        "select partition, next from applied",
                        rows -> {
                            Map<Integer, Long> next = new TreeMap<>();
                            while (rows.next()) {
                                next.put(rows.getInt(1), rows.getLong(2));
                            }
                            return next;
                        }));
    }
}

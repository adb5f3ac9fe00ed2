package io.tributary.store.ledger;

import static java.util.Objects.requireNonNull;

import io.tributary.events.ConnectionKey;
import io.tributary.store.decision.State;

import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.JdbcTemplate;

import java.time.Duration;
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
     * @param fresh whether it was claimed so recently that the replica may not know it
     */
    public record Member(
            ConnectionKey key, boolean live, long up, @Nullable Long miss, boolean fresh) {}

    /** What to do with each member. */
    public interface Reader {
        void read(Member member);
    }

    /** The states by id; what was never heard of is not in it, nor whose row is no state. */
    public Map<UUID, State> of(Collection<UUID> ids) {
        return connections.load(ids).states();
    }

    /** Reads all members of an environment, some thousands at a time. */
    public void members(String environment, Duration replicaLag, Reader reader) {
        UUID last = BEFORE_ALL;
        List<Member> some;
        do {
            some = members(environment, replicaLag, last);
            some.forEach(reader::read);
            last = some.isEmpty() ? last : some.getLast().key().id();
        } while (some.size() == AT_ONCE);
    }

    private List<Member> members(String environment, Duration replicaLag, UUID after) {
        return jdbc.query(
                "select c.key, c.status <> 'pending', c.up, c.miss,"
                        + " coalesce(q.raised_at > now() - ? * interval '1 millisecond', false)"
                        + " from connection c left join question q on q.connection = c.id"
                        + " where c.environment = ? and c.id > ?"
                        + " and c.status in ('pending', 'active', 'broken')"
                        + " order by c.id limit "
                        + AT_ONCE,
                (row, _) ->
                        new Member(
                                ConnectionKey.parse(row.getString(1)),
                                row.getBoolean(2),
                                row.getLong(3),
                                row.getObject(4, Long.class),
                                row.getBoolean(5)),
                replicaLag.toMillis(),
                Text.clean(environment),
                after);
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

package io.tributary.store.question;

import static java.util.Objects.requireNonNull;

import io.tributary.events.ConnectionKey;
import io.tributary.store.decision.Ask;

import org.springframework.jdbc.core.JdbcTemplate;

import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.UUID;

/** Table {@code question}, by the database's clock. */
public final class QuestionBook {

    private static final Map<Ask, Duration> DELAY =
            Map.of(
                    Ask.NOW, Duration.ZERO,
                    Ask.ONCE_MORE, Duration.ofSeconds(60),
                    Ask.NEXT_WALK, Duration.ofHours(1));

    private final JdbcTemplate jdbc;

    public QuestionBook(JdbcTemplate jdbc) {
        this.jdbc = jdbc;
    }

    /** In the transaction of the inputs that raised or closed them. */
    public void raise(Collection<Raised> raised) {
        jdbc.batchUpdate(
                "insert into question (connection, environment, partition, raised, due)"
                        + " values (?, ?, ?, ?, now() + ? * interval '1 millisecond')"
                        + " on conflict (connection) do update set raised = excluded.raised,"
                        + " due = excluded.due, attempts = 0",
                raised.stream()
                        .filter(one -> one.ask() != Ask.NOTHING)
                        .map(
                                one ->
                                        new Object[] {
                                            one.connection(),
                                            one.environment(),
                                            one.partition(),
                                            one.offset(),
                                            requireNonNull(DELAY.get(one.ask())).toMillis()
                                        })
                        .toList());
        jdbc.batchUpdate(
                "delete from question where connection = ?",
                raised.stream()
                        .filter(one -> one.ask() == Ask.NOTHING)
                        .map(one -> new Object[] {one.connection()})
                        .toList());
    }

    /** Whoever consumed these partitions before does not ask any more, or asks in vain. */
    public void takeOver(Collection<Integer> partitions) {
        jdbc.update(
                "update question set lease = null, leased_until = null where partition = any(?)",
                (Object) partitions.toArray(Integer[]::new));
    }

    /** Takes due questions for {@code lease}; nobody else gets them meanwhile. */
    List<Due> claim(Set<Integer> partitions, String environment, long most, Duration lease) {
        UUID token = UUID.randomUUID();
        return jdbc.query(
                "with due as (select connection from question"
                        + " where partition = any(?) and environment = ? and due <= now()"
                        + " and (leased_until is null or leased_until < now())"
                        + " order by due limit ? for update skip locked)"
                        + " update question q set lease = ?,"
                        + " leased_until = now() + ? * interval '1 millisecond'"
                        + " from due, connection c"
                        + " where q.connection = due.connection and c.id = q.connection"
                        + " returning c.key, q.partition, q.raised, q.attempts",
                (row, _) ->
                        new Due(
                                ConnectionKey.parse(row.getString(1)),
                                row.getInt(2),
                                row.getLong(3),
                                row.getInt(4),
                                token),
                partitions.toArray(Integer[]::new),
                environment,
                most,
                token,
                lease.toMillis());
    }

    /** What must be known before the request goes out. */
    Before before(int partition) {
        return requireNonNull(
                jdbc.queryForObject(
                        "select nextval('read_number'), next from applied where partition = ?",
                        (row, _) -> new Before(row.getLong(1), row.getLong(2)),
                        partition));
    }

    /**
     * @param read number of the request
     * @param basis the partition's next offset: the answer knows of everything before it
     */
    record Before(long read, long basis) {}

    /** Asked once more; again after {@code wait}, unless it was raised anew in the meantime. */
    void asked(Due due, Duration wait) {
        jdbc.update(
                "update question set lease = null, leased_until = null,"
                        + " attempts = case when raised = ? then attempts + 1 else attempts end,"
                        + " due = case when raised = ?"
                        + " then now() + ? * interval '1 millisecond' else due end"
                        + " where connection = ? and lease = ?",
                due.raised(),
                due.raised(),
                wait.toMillis(),
                due.key().id(),
                due.lease());
    }

    /** How many questions are open in each environment. */
    public Map<String, Long> open() {
        Map<String, Long> open = new TreeMap<>();
        jdbc.query(
                "select environment, count(*) from question group by environment",
                row -> {
                    open.put(row.getString(1), row.getLong(2));
                });
        return open;
    }
}

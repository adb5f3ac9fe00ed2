package io.tributary.store.question;

import static java.util.Objects.requireNonNull;

import io.tributary.events.ConnectionKey;
import io.tributary.store.decision.Ask;

import org.springframework.jdbc.core.JdbcTemplate;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.OffsetDateTime;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.UUID;

/** Table {@code question}, by the database's clock. */
public final class QuestionBook {

    private static final String UNCONFIRMED = "(c.status = 'pending' and c.nango_id is null)";

    private static final Duration ONCE_MORE = Duration.ofSeconds(60);

    /**
     * Whoever forges webhooks for one connection without end gets one answer each so many seconds.
     */
    private static final Duration BETWEEN = Duration.ofSeconds(3);

    private static final String RAISE =
            """
            insert into question (connection, environment, partition, raised, due)
            select given.connection, given.environment, given.partition, given.raised,
                case when given.never then 'infinity'::timestamptz
                    else now() + given.millis * interval '1 millisecond' end
            from unnest(?::uuid[], ?::text[], ?::integer[], ?::bigint[], ?::boolean[], ?::bigint[])
                as given (connection, environment, partition, raised, never, millis)
            on conflict (connection) do update set raised = excluded.raised,
                raised_at = now(), attempts = 0,
                due = greatest(excluded.due, question.asked_at + interval 'BETWEEN s')\
            """
                    .replace("BETWEEN", Long.toString(BETWEEN.toSeconds()));

    private final JdbcTemplate jdbc;

    public QuestionBook(JdbcTemplate jdbc) {
        this.jdbc = jdbc;
    }

    /** In the transaction of the inputs that raised or closed them. */
    public void raise(Collection<Raised> raised) {
        List<Raised> asked = raised.stream().filter(one -> one.ask() != Ask.NOTHING).toList();
        if (!asked.isEmpty()) {
            jdbc.update(
                    RAISE,
                    asked.stream().map(Raised::connection).toArray(UUID[]::new),
                    asked.stream().map(Raised::environment).toArray(String[]::new),
                    asked.stream().map(Raised::partition).toArray(Integer[]::new),
                    asked.stream().map(Raised::offset).toArray(Long[]::new),
                    // The walk that comes anyway settles it.
                    asked.stream().map(one -> one.ask() == Ask.NEXT_WALK).toArray(Boolean[]::new),
                    asked.stream()
                            .map(one -> one.ask() == Ask.ONCE_MORE ? ONCE_MORE.toMillis() : 0L)
                            .toArray(Long[]::new));
        }
        UUID[] closed =
                raised.stream()
                        .filter(one -> one.ask() == Ask.NOTHING)
                        .map(Raised::connection)
                        .toArray(UUID[]::new);
        if (closed.length > 0) {
            jdbc.update("delete from question where connection = any(?)", (Object) closed);
        }
    }

    /** Whoever consumed these partitions before does not ask any more, or asks in vain. */
    public void takeOver(Collection<Integer> partitions) {
        jdbc.update(
                "update question set lease = null, leased_until = null where partition = any(?)",
                (Object) partitions.toArray(Integer[]::new));
    }

    /**
     * Takes due questions for {@code lease}, those about known connections first: claims of others
     * may be forged by the thousand. Nobody else gets them meanwhile.
     *
     * @param flooded leaves out what the list's first page may answer
     */
    List<Due> claim(
            Set<Integer> partitions,
            String environment,
            boolean flooded,
            long most,
            Duration lease) {
        UUID token = UUID.randomUUID();
        return jdbc
                .query(
                        "with due as (select q.connection from question q"
                                + " join connection c on c.id = q.connection"
                                + " where q.partition = any(?) and q.environment = ?"
                                + " and q.due <= now()"
                                + " and (q.leased_until is null or q.leased_until < now())"
                                + " and not (? and q.attempts = 0 and "
                                + UNCONFIRMED
                                + ") order by "
                                + UNCONFIRMED
                                + ", q.due limit ? for update of q skip locked)"
                                + " update question q set lease = ?, asked_at = now(),"
                                + " leased_until = now() + ? * interval '1 millisecond'"
                                + " from due, connection c"
                                + " where q.connection = due.connection and c.id = q.connection"
                                + " returning c.id, c.key, q.partition, q.raised, q.attempts,"
                                + " c.status = 'broken' as broken,"
                                + " q.raised_at > now() - ? * interval '1 millisecond' as fresh",
                        (row, _) -> due(row, token),
                        partitions.toArray(Integer[]::new),
                        environment,
                        flooded,
                        most,
                        token,
                        lease.toMillis(),
                        FirstPage.REPLICA_LAG.toMillis())
                .stream()
                .flatMap(Optional::stream)
                .toList();
    }

    /** Of a row that has the columns of both tables. */
    static Optional<Due> due(ResultSet row, UUID token) throws SQLException {
        Optional<ConnectionKey> key = RowKey.of(row);
        return key.isEmpty()
                ? Optional.empty()
                : Optional.of(
                        new Due(
                                key.get(),
                                row.getInt("partition"),
                                row.getLong("raised"),
                                row.getInt("attempts"),
                                token,
                                row.getBoolean("broken"),
                                row.getBoolean("fresh")));
    }

    /** What must be known before the request goes out. */
    public Before before(int partition) {
        return requireNonNull(
                jdbc.queryForObject(
                        "select nextval('read_number'), next from applied where partition = ?",
                        (row, _) -> new Before(row.getLong(1), row.getLong(2)),
                        partition));
    }

    /** The same for a request about all connections of an environment. */
    public Beginning beginning() {
        Map<Integer, Long> bases = new TreeMap<>();
        Beginning number =
                requireNonNull(
                        jdbc.queryForObject(
                                "select nextval('read_number'), now()",
                                (row, _) ->
                                        new Beginning(
                                                row.getLong(1),
                                                row.getObject(2, OffsetDateTime.class).toInstant(),
                                                bases)));
        jdbc.query(
                "select partition, next from applied",
                row -> {
                    bases.put(row.getInt(1), row.getLong(2));
                });
        return new Beginning(number.read(), number.at(), bases);
    }

    /** Asked once more; again after {@code wait}, unless it was raised anew in the meantime. */
    void asked(Collection<Due> asked, Duration wait) {
        again(asked, 1, wait);
    }

    /** Not asked after all; not before {@code wait} is over. */
    void postponed(Collection<Due> postponed, Duration wait) {
        again(postponed, 0, wait);
    }

    private void again(Collection<Due> questions, int attempts, Duration wait) {
        jdbc.batchUpdate(
                "update question set lease = null, leased_until = null,"
                        + " attempts = case when raised = ? then attempts + ? else attempts end,"
                        + " due = case when raised = ?"
                        + " then now() + ? * interval '1 millisecond' else due end"
                        + " where connection = ? and lease = ?",
                questions.stream()
                        .map(
                                one ->
                                        new Object[] {
                                            one.raised(),
                                            attempts,
                                            one.raised(),
                                            wait.toMillis(),
                                            one.key().id(),
                                            one.lease()
                                        })
                        .toList());
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

package io.tributary.store.question;

import static java.util.Objects.requireNonNull;

import org.springframework.jdbc.core.JdbcTemplate;

import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;

/** Table {@code question} where many are due at once. */
final class FloodBook {

    private static final String DUE =
            " from question q join connection c on c.id = q.connection"
                    + " where q.environment = ? and q.due <= now()"
                    + " and (q.leased_until is null or q.leased_until < now())";

    private static final String ANSWERABLE =
            "q.attempts = 0 and c.status = 'pending' and c.nango_id is null";

    /** More than a page of the list holds, and few enough for one transaction. */
    private static final int MOST = 5_000;

    private final JdbcTemplate jdbc;

    FloodBook(JdbcTemplate jdbc) {
        this.jdbc = jdbc;
    }

    Backlog backlog(Set<Integer> partitions, String environment) {
        Integer[] here = partitions.toArray(Integer[]::new);
        return requireNonNull(
                jdbc.queryForObject(
                        "select count(*), count(*) filter (where q.partition = any(?)),"
                                + " count(*) filter (where q.partition = any(?) and "
                                + ANSWERABLE
                                + ")"
                                + DUE,
                        (row, _) -> new Backlog(row.getLong(1), row.getLong(2), row.getLong(3)),
                        here,
                        here,
                        environment));
    }

    /** Takes what the first page may answer, for {@code lease}. */
    List<Unconfirmed> claim(
            Set<Integer> partitions, String environment, Duration replicaLag, Duration lease) {
        UUID token = UUID.randomUUID();
        return jdbc
                .query(
                        "with due as (select q.connection, c.id, c.key, c.up"
                                + DUE
                                + " and q.partition = any(?) and "
                                + ANSWERABLE
                                + " order by q.due limit "
                                + MOST
                                + " for update of q skip locked)"
                                + " update question q set lease = ?,"
                                + " leased_until = now() + ? * interval '1 millisecond'"
                                + " from due where q.connection = due.connection"
                                + " returning due.id, due.key, q.partition, q.raised, q.attempts,"
                                + " due.up, false as broken,"
                                + " q.raised_at >= now() - ? * interval '1 millisecond' as fresh",
                        (row, _) -> {
                            Optional<Due> due = QuestionBook.due(row, token);
                            return due.isEmpty()
                                    ? Optional.<Unconfirmed>empty()
                                    : Optional.of(
                                            new Unconfirmed(
                                                    due.get(),
                                                    row.getLong("up"),
                                                    !due.get().fresh()));
                        },
                        environment,
                        partitions.toArray(Integer[]::new),
                        token,
                        lease.toMillis(),
                        replicaLag.toMillis())
                .stream()
                .flatMap(Optional::stream)
                .toList();
    }

    /** A list without a single known connection is more likely wrong than empty. */
    boolean believable(String environment, Collection<UUID> listed) {
        return requireNonNull(
                jdbc.queryForObject(
                        "select not exists (select from connection where environment = ?"
                                + " and status in ('active', 'broken'))"
                                + " or exists (select from connection where id = any(?)"
                                + " and status in ('active', 'broken'))",
                        Boolean.class,
                        environment,
                        listed.toArray(UUID[]::new)));
    }

    /**
     * A question about a connection that nothing is known of but a claim.
     *
     * @param up offset of the claim
     * @param settled whether the claim is so old that Nango's replica must know of it
     */
    record Unconfirmed(Due due, long up, boolean settled) {}
}

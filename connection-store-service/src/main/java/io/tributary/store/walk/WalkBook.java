package io.tributary.store.walk;

import org.springframework.jdbc.core.JdbcTemplate;

import java.time.Duration;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;

/** Tables {@code walk_turn} and {@code walk}, by the database's clock. */
final class WalkBook {

    private static final String KEPT = "90 days";

    private final JdbcTemplate jdbc;

    WalkBook(JdbcTemplate jdbc) {
        this.jdbc = jdbc;
    }

    /** The first walk is due at once, unless no walks are wanted. */
    void enroll(String environment, Duration interval) {
        jdbc.update(
                "insert into walk_turn as t (environment, due)"
                        + " values (?, case when ? then 'infinity'::timestamptz else now() end)"
                        + " on conflict (environment) do update set due = excluded.due"
                        // What is due by now may be what an operator asked for.
                        + " where t.due > now()"
                        + " and (t.due = 'infinity') <> (excluded.due = 'infinity')",
                environment,
                interval.isZero());
    }

    /** Empty unless a walk is due and nobody is walking. */
    Optional<Turn> claim(String environment, Duration lease) {
        UUID token = UUID.randomUUID();
        return jdbc
                .query(
                        "update walk_turn set lease = ?,"
                                + " leased_until = now() + ? * interval '1 ms'"
                                + " where environment = ? and due <= now()"
                                + " and (leased_until is null or leased_until < now())"
                                + " returning released",
                        (row, _) -> new Turn(environment, token, row.getBoolean(1)),
                        token,
                        lease.toMillis(),
                        environment)
                .stream()
                .findFirst();
    }

    /** Gives the turn back: not yet. */
    void postpone(Turn turn, Duration wait) {
        jdbc.update(
                "update walk_turn set lease = null, leased_until = null,"
                        + " due = greatest(due, now() + ? * interval '1 ms')"
                        + " where environment = ? and lease = ?",
                wait.toMillis(),
                turn.environment(),
                turn.lease());
    }

    void begin(Turn turn, long number) {
        jdbc.update(
                "update walk set finished = now(), outcome = 'incomplete',"
                        + " reason = 'the instance that walked is gone'"
                        + " where environment = ? and finished is null",
                turn.environment());
        jdbc.update(
                "delete from walk where environment = ? and started < now() - interval '"
                        + KEPT
                        + "'",
                turn.environment());
        jdbc.update(
                "insert into walk (number, environment, released) values (?, ?, ?)",
                number,
                turn.environment(),
                turn.released());
    }

    /** False if the turn is another's by now. */
    boolean renew(Turn turn, Duration lease) {
        return jdbc.update(
                        "update walk_turn set leased_until = now() + ? * interval '1 ms'"
                                + " where environment = ? and lease = ?",
                        lease.toMillis(),
                        turn.environment(),
                        turn.lease())
                == 1;
    }

    /** An operator's release is used up by the walk that counts. */
    void finish(Turn turn, long number, Result result, Duration interval) {
        Tally tally = result.tally();
        jdbc.update(
                "update walk set finished = now(), outcome = ?, reason = ?, pages = ?, listed = ?,"
                        + " found = ?, differing = ?, missing = ?, asked = ?, appended = ?"
                        + " where number = ? and finished is null",
                result.outcome().text(),
                result.reason(),
                tally.pages(),
                tally.listed(),
                tally.found(),
                tally.differing(),
                tally.missing(),
                tally.asked(),
                tally.appended(),
                number);
        jdbc.update(
                "update walk_turn set lease = null, leased_until = null,"
                        + " released = walk_turn.released and not ?,"
                        // What an operator asked for meanwhile stays due.
                        + " due = case when due > w.started then due"
                        + " when ? then 'infinity'::timestamptz"
                        + " else w.started + ? * interval '1 ms' end"
                        + " from walk w where w.number = ? and walk_turn.environment = ?"
                        + " and lease = ?",
                turn.released() && result.outcome() == Outcome.COMPLETE,
                interval.isZero(),
                interval.toMillis(),
                number,
                turn.environment(),
                turn.lease());
    }

    /** The next walk begins as soon as it can; one that is going on is followed by it. */
    void hasten(String environment) {
        jdbc.update("update walk_turn set due = now() where environment = ?", environment);
    }

    /** Lets the next walk count; false if the last one was not held. */
    boolean release(String environment) {
        return jdbc.update(
                        "update walk_turn set released = true, due = now() where environment = ?"
                                + " and (select outcome from walk where environment = ?"
                                + " and finished is not null order by number desc limit 1)"
                                + " = 'held'",
                        environment,
                        environment)
                == 1;
    }

    /** The walks whose absences an operator has accepted. */
    Set<Long> released(String environment) {
        return new HashSet<>(
                jdbc.queryForList(
                        "select number from walk where environment = ? and released",
                        Long.class,
                        environment));
    }

    /** The latest first. */
    List<WalkView> latest(Collection<String> environments, int most) {
        return jdbc.query(
                "select w.* from unnest(?) with ordinality as e (name, place),"
                        + " lateral (select * from walk where environment = e.name"
                        + " order by number desc limit ?) w order by e.place, w.number desc",
                (row, _) -> WalkView.of(row),
                environments.toArray(String[]::new),
                most);
    }
}

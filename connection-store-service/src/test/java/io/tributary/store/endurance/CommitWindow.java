package io.tributary.store.endurance;

import org.awaitility.Awaitility;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Kills between the two commits: the broker is halted while stores work, what they recorded becomes
 * visible in the database, they are killed, the broker goes on.
 */
final class CommitWindow {

    /** So many that chance finds some of their questions open, and each store has some of them. */
    private static final int BURST = 150;

    private static final int MOST_TRIES = 6;
    private static final Duration GATHERING = Duration.ofMillis(200);
    private static final Duration STILL = Duration.ofMillis(300);

    private final Lab lab;
    private int kills;
    private int hits;

    CommitWindow(Lab lab) {
        this.lab = lab;
    }

    /**
     * Returns with the victims dead and the broker going on.
     *
     * @param moment from a burst's first changes to the halt
     * @param held whether the database holds the stores' batches back until the broker is halted,
     *     so that each has answers in hand; else chance and the moment decide
     */
    void kill(List<String> victims, Feeder feeder, Duration moment, boolean held) {
        Map<String, List<Integer>> owned = lab.owned();
        for (int tries = 1; ; tries++) {
            Map<Integer, Long> before =
                    held ? haltWithAnswersInHand(feeder) : haltAfter(moment, feeder);
            try {
                awaitStandstill();
                // Nothing of what was recorded since can be committed at a halted broker.
                if (!held
                        || tries == MOST_TRIES
                        || hits(victims, owned, before) == victims.size()) {
                    victims.forEach(victim -> lab.store(victim).kill());
                    break;
                }
            } finally {
                lab.kafka.thaw();
            }
        }
        kills += victims.size();
        hits += hits(victims, owned, awaitCommitted());
    }

    /** Returns when its first answers are applied. */
    private void burst(Feeder feeder) {
        Map<Integer, Long> recorded = lab.recorded();
        feeder.burst(BURST);
        Awaitility.await("changes of the burst")
                .atMost(Duration.ofSeconds(60))
                .pollDelay(Duration.ZERO)
                .pollInterval(Duration.ofMillis(10))
                .until(() -> allBeyond(recorded));
    }

    private Map<Integer, Long> haltAfter(Duration moment, Feeder feeder) {
        burst(feeder);
        Moment.pass(moment);
        lab.kafka.freeze();
        return lab.next();
    }

    /**
     * All of a burst is applied and asked about while Nango is halted; then no batch can be
     * recorded, and Nango goes on: what the stores read next are answers, which change something.
     */
    private Map<Integer, Long> haltWithAnswersInHand(Feeder feeder) {
        try (Connection holder = lab.database.connections().connect()) {
            holder.setAutoCommit(false);
            Map<Integer, Long> before;
            try {
                feeder.burst(BURST, lab.nango::freeze);
                awaitApplied(lab.end());
                try (Statement statement = holder.createStatement()) {
                    statement.execute("select from applied order by partition for update");
                }
                before = lab.next();
            } finally {
                lab.nango.thaw();
            }
            Moment.pass(GATHERING);
            lab.kafka.freeze();
            holder.commit();
            return before;
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    private void awaitApplied(Map<Integer, Long> end) {
        Awaitility.await("inputs up to " + end + " are applied")
                .atMost(Duration.ofSeconds(60))
                .pollDelay(Duration.ZERO)
                .pollInterval(Duration.ofMillis(20))
                .until(
                        () -> {
                            Map<Integer, Long> next = lab.next();
                            return end.entrySet().stream()
                                    .allMatch(
                                            one ->
                                                    next.getOrDefault(one.getKey(), 0L)
                                                            >= one.getValue());
                        });
    }

    /** Of how many of them something is recorded that is not committed at Kafka. */
    private int hits(
            List<String> victims, Map<String, List<Integer>> owned, Map<Integer, Long> committed) {
        Map<Integer, Long> next = lab.next();
        return (int)
                victims.stream()
                        .filter(
                                victim ->
                                        owned.getOrDefault(victim, List.of()).stream()
                                                .anyMatch(
                                                        one ->
                                                                rows(
                                                                                one,
                                                                                committed.get(one),
                                                                                next.get(one))
                                                                        > 0))
                        .count();
    }

    private boolean allBeyond(Map<Integer, Long> before) {
        Map<Integer, Long> now = lab.recorded();
        return before.keySet().stream().allMatch(one -> now.get(one) > before.get(one));
    }

    /** With the broker halted, nobody gets further than one commit of the database. */
    private void awaitStandstill() {
        Map<Integer, Long>[] last = new Map[] {lab.next()};
        AtomicInteger same = new AtomicInteger();
        Awaitility.await("no further commit of the database")
                .atMost(Duration.ofSeconds(90))
                .pollDelay(Duration.ZERO)
                .pollInterval(STILL.dividedBy(3))
                .until(
                        () -> {
                            Map<Integer, Long> now = lab.next();
                            boolean still = now.equals(last[0]);
                            last[0] = now;
                            return (still ? same.incrementAndGet() : resetOf(same)) >= 3;
                        });
    }

    private static int resetOf(AtomicInteger counter) {
        counter.set(0);
        return 0;
    }

    /** What the broker still had in its ears when it was halted counts as heard. */
    private Map<Integer, Long> awaitCommitted() {
        Map<Integer, Long>[] last = new Map[] {Map.of()};
        Awaitility.await("the group's offsets stay")
                .atMost(Duration.ofSeconds(60))
                .pollInterval(Duration.ofMillis(200))
                .until(
                        () -> {
                            Map<Integer, Long> now = lab.committed();
                            boolean still = now.equals(last[0]);
                            last[0] = now;
                            return still;
                        });
        return last[0];
    }

    /** Recorded, and not committed at Kafka. */
    private int rows(int partition, Long committed, Long next) {
        Integer rows =
                lab.jdbc.queryForObject(
                        "select count(*) from history where partition = ? and \"offset\" >= ?"
                                + " and \"offset\" < ?",
                        Integer.class,
                        partition,
                        committed == null ? 0 : committed,
                        next);
        return rows == null ? 0 : rows;
    }

    int kills() {
        return kills;
    }

    /** Kills whose victim had recorded changes that it had not published. */
    int hits() {
        return hits;
    }
}

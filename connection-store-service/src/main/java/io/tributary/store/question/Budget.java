package io.tributary.store.question;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.dao.DataAccessException;
import org.springframework.jdbc.core.namedparam.NamedParameterJdbcTemplate;

import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * An account's calls to Nango, one budget for all its environments and all instances, in table
 * {@code budget} by the database's clock, under the account's name in column {@code environment}.
 * Each taking is one statement on one row of its own: nothing of the ledger ever waits for it.
 * While the database is in trouble, nothing may be asked.
 */
public final class Budget {

    private static final Logger LOGGER = LoggerFactory.getLogger(Budget.class);
    private static final Duration LOOK_AGAIN = Duration.ofMillis(250);

    private static final String LEVEL =
            "least(:burst, b.level + :perSecond"
                    + " * greatest(0, extract(epoch from now() - b.filled)::double precision))";

    private static final String TAKE =
            "insert into budget as b (environment, level, filled, last_taken) values (:environment,"
                + " :burst - least(:wanted, :burst), now(), least(:wanted, :burst)) on conflict"
                + " (environment) do update set level = LEVEL - least(:wanted, floor(LEVEL) -"
                + " :spared), filled = greatest(b.filled, now()), last_taken = least(:wanted,"
                + " floor(LEVEL) - :spared) where LEVEL >= 1 + :spared and (b.paused_until is null"
                + " or b.paused_until <= now()) returning last_taken";

    /** What the database's clock wrote while it was ahead, and would hold all up till then. */
    private static final String RIGHT =
            "update budget set filled = case when filled > now() + :slack * interval '1 ms' then"
                + " now() else filled end, paused_until = case when paused_until > now() + :longest"
                + " * interval '1 ms' then now() + :longest * interval '1 ms' else paused_until end"
                + " where environment = :environment and (filled > now() + :slack * interval '1 ms'"
                + " or paused_until > now() + (:longest + :slack) * interval '1 ms')";

    /** Of transactions that began one after the other and wrote the other way round. */
    private static final Duration SLACK = Duration.ofSeconds(5);

    private static final String PAUSE =
            "insert into budget as b (environment, level, filled, last_taken, paused_until)"
                    + " values (:environment, 0, now(), 0, now() + :millis * interval '1 ms')"
                    + " on conflict (environment) do update set"
                    + " paused_until = greatest(b.paused_until, excluded.paused_until)";

    private static final String LEFT =
            "select case when b.paused_until > now() then 0 else floor(LEVEL) end"
                    + " from budget b where environment = :environment";

    private final NamedParameterJdbcTemplate jdbc;
    private final String account;
    private final Rate rate;

    Budget(NamedParameterJdbcTemplate jdbc, String account, int callsPerMinute) {
        this.jdbc = jdbc;
        this.account = account;
        this.rate = Rate.within(callsPerMinute);
    }

    /** Pays for up to {@code wanted} calls; how many may be made now, perhaps none. */
    public long take(long wanted) {
        return take(wanted, 0);
    }

    private long take(long wanted, long spared) {
        try {
            long taken =
                    wanted < 1 ? 0 : first(TAKE, Map.of("wanted", wanted, "spared", spared), 0);
            if (taken == 0) {
                putRight();
            }
            return taken;
        } catch (DataAccessException e) {
            LOGGER.atWarn()
                    .addKeyValue("account", account)
                    .setCause(e)
                    .log("the budget cannot be read; nothing is asked now, again later");
            return 0;
        }
    }

    private void putRight() {
        jdbc.update(
                RIGHT,
                Map.of(
                        "environment", account,
                        "slack", SLACK.toMillis(),
                        "longest", Waits.LONGEST.toMillis()));
    }

    /** Waits until one call is paid for; false if that takes longer than {@code most}. */
    public boolean await(Duration most) throws InterruptedException {
        return await(most, 0);
    }

    /** The same for what can wait: half of what may be saved up is left to the others. */
    public boolean awaitPolitely(Duration most) throws InterruptedException {
        return await(most, rate.burst() / 2);
    }

    private boolean await(Duration most, long spared) throws InterruptedException {
        long end = System.nanoTime() + most.toNanos();
        while (take(1, spared) == 0) {
            if (System.nanoTime() - end > 0) {
                return false;
            }
            Thread.sleep(LOOK_AGAIN);
        }
        return true;
    }

    /** Nango refused for so long: its limit is the account's, so no instance asks meanwhile. */
    public void pause(Duration wait) {
        try {
            jdbc.update(PAUSE, Map.of("environment", account, "millis", wait.toMillis()));
        } catch (DataAccessException e) {
            LOGGER.atWarn()
                    .addKeyValue("account", account)
                    .setCause(e)
                    .log("the pause that Nango asks for is not told to the others");
        }
    }

    /**
     * How many calls could be made now.
     *
     * @throws DataAccessException if the database is in trouble
     */
    public long left() {
        return first(LEFT, Map.of(), rate.burst());
    }

    /** How many calls can be paid for within some twenty seconds. */
    long soon() {
        return rate.soon();
    }

    private long first(String sql, Map<String, ?> more, long otherwise) {
        Map<String, Object> values = new HashMap<>(more);
        values.put("environment", account);
        values.put("burst", rate.burst());
        values.put("perSecond", rate.perSecond());
        List<Long> found =
                jdbc.query(sql.replace("LEVEL", LEVEL), values, (row, _) -> row.getLong(1));
        return found.isEmpty() ? otherwise : found.getFirst();
    }
}

package io.tributary.worker.environment;

import org.springframework.dao.DataAccessException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.core.simple.JdbcClient.StatementSpec;

import java.time.Duration;

/**
 * One account's calls to Nango, in table {@code sync.budget} under the account's name in column
 * {@code environment}: one budget for all its environments and all workers, by the database's
 * clock. Each taking is one statement on one row.
 */
final class SharedBudget implements Calls {

    private static final String LEVEL =
            "least(:burst, b.level + :perSecond"
                    + " * greatest(0, extract(epoch from now() - b.filled)::double precision))";

    private static final String TAKE =
            """
            insert into sync.budget as b (environment, level, filled, granted)
            values (:environment, :burst - least(:wanted, :burst), now(), least(:wanted, :burst))
            on conflict (environment) do update set
                level = LEVEL - least(:wanted, floor(LEVEL)),
                filled = greatest(b.filled, now()),
                granted = least(:wanted, floor(LEVEL))
            where LEVEL >= 1 and (b.paused_until is null or b.paused_until <= now())
            returning granted\
            """
                    .replace("LEVEL", LEVEL);

    private static final String WAIT =
            """
            select greatest(0, (1 - LEVEL) / :perSecond,
                coalesce(extract(epoch from b.paused_until - now())::double precision, 0))
            from sync.budget b where environment = :environment\
            """
                    .replace("LEVEL", LEVEL);

    /** What the database's clock wrote while it was ahead, and would hold all up till then. */
    private static final String RIGHT =
            """
            update sync.budget set
                filled = case when filled > now() + :slack * interval '1 ms'
                    then now() else filled end,
                paused_until = case when paused_until > now() + :longest * interval '1 ms'
                    then now() + :longest * interval '1 ms' else paused_until end
            where environment = :environment
                and (filled > now() + :slack * interval '1 ms'
                    or paused_until > now() + (:longest + :slack) * interval '1 ms')\
            """;

    /** Of transactions that began one after the other and wrote the other way round. */
    private static final Duration SLACK = Duration.ofSeconds(5);

    private static final String PAUSE =
            """
            insert into sync.budget as b (environment, level, filled, granted, paused_until)
            values (:environment, :burst, now(), 0, now() + :millis * interval '1 ms')
            on conflict (environment) do update set
                paused_until = greatest(b.paused_until, excluded.paused_until)\
            """;

    private final JdbcClient database;
    private final String account;
    private final Rate rate;

    SharedBudget(JdbcClient database, String account, Rate rate) {
        this.database = database;
        this.account = account;
        this.rate = rate;
    }

    /**
     * @throws DataAccessException if the database is in trouble; nothing may be called then
     */
    @Override
    public Grant take() {
        return filled(TAKE)
                .param("wanted", rate.atOnce())
                .param("burst", rate.burst())
                .query(Long.class)
                .optional()
                .map(calls -> new Grant(calls, Duration.ZERO))
                .orElseGet(() -> new Grant(0, untilNext()));
    }

    private Duration untilNext() {
        database.sql(RIGHT)
                .param("environment", account)
                .param("slack", SLACK.toMillis())
                .param("longest", CallBudget.WINDOW.toMillis())
                .update();
        double seconds = filled(WAIT).param("burst", rate.burst()).query(Double.class).single();
        return Duration.ofMillis((long) Math.ceil(seconds * 1_000));
    }

    private StatementSpec filled(String sql) {
        return database.sql(sql).param("environment", account).param("perSecond", rate.perSecond());
    }

    /**
     * @throws DataAccessException if the database is in trouble; the others do not know then
     */
    @Override
    public void pause(Duration wait) {
        database.sql(PAUSE)
                .param("environment", account)
                .param("burst", rate.burst())
                .param("millis", wait.toMillis())
                .update();
    }
}

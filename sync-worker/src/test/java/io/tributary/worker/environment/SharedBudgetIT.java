package io.tributary.worker.environment;

import static org.assertj.core.api.Assertions.assertThat;

import io.tributary.backing.BackingServices;

import org.flywaydb.core.Flyway;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.DriverManagerDataSource;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/** One budget in PostgreSQL for as many workers as there are. */
class SharedBudgetIT {

    private static JdbcClient database;

    private final String environment = UUID.randomUUID().toString();

    @BeforeAll
    static void migrate() {
        var login = BackingServices.database().sync();
        var source = new DriverManagerDataSource(login.jdbcUrl(), login.user(), login.password());
        Flyway.configure()
                .dataSource(source)
                .schemas("sync")
                .defaultSchema("sync")
                .load()
                .migrate();
        database = JdbcClient.create(source);
    }

    /** Two takers as fast as they can: what was saved up, and what flows back meanwhile. */
    @Test
    void grantsAllTogetherNoMoreThanTheRate() throws Exception {
        Rate rate = Rate.within(6_000);
        Instant began = Instant.now();

        long granted = takenByTwo(rate, Duration.ofSeconds(3));

        double seconds = Duration.between(began, Instant.now()).toMillis() / 1_000.0;
        assertThat((double) granted)
                .isLessThanOrEqualTo(rate.burst() + rate.perSecond() * seconds)
                .isGreaterThan(rate.perSecond() * 2);
    }

    @Test
    void saysWhenThereWillBeACallAgain() {
        SharedBudget budget = new SharedBudget(database, environment, Rate.within(20));

        Calls.Grant first = budget.take();
        Calls.Grant second = budget.take();

        assertThat(first.calls()).isEqualTo(1);
        assertThat(second.calls()).isZero();
        assertThat(second.untilNext()).isBetween(Duration.ofMillis(500), Duration.ofMillis(3_400));
    }

    @Test
    void isPausedForAllAndNeverForShorterThanItWas() {
        SharedBudget one = new SharedBudget(database, environment, Rate.within(6_000));
        SharedBudget other = new SharedBudget(database, environment, Rate.within(6_000));

        one.pause(Duration.ofSeconds(60));
        other.pause(Duration.ofSeconds(1));
        Calls.Grant grant = other.take();

        assertThat(grant.calls()).isZero();
        assertThat(grant.untilNext()).isBetween(Duration.ofSeconds(30), Duration.ofSeconds(60));
    }

    /** For instance of a server that was replaced by one whose clock is right. */
    @Test
    void goesOnWhereTheDatabasesClockWasAhead() {
        SharedBudget budget = new SharedBudget(database, environment, Rate.within(6_000));
        budget.take();
        database.sql(
                        """
                        update sync.budget set level = 0, filled = now() + interval '1 day',
                            paused_until = now() + interval '1 day'
                        where environment = ?\
                        """)
                .param(environment)
                .update();

        Calls.Grant held = budget.take();
        database.sql(
                        """
                        update sync.budget set filled = filled - interval '61 s',
                            paused_until = paused_until - interval '61 s'
                        where environment = ?\
                        """)
                .param(environment)
                .update();
        Calls.Grant after = budget.take();

        assertThat(held.calls()).isZero();
        assertThat(held.untilNext()).isBetween(Duration.ofSeconds(30), Duration.ofSeconds(61));
        assertThat(after.calls()).isPositive();
    }

    private long takenByTwo(Rate rate, Duration time) throws Exception {
        Instant end = Instant.now().plus(time);
        Callable<Long> taking =
                () -> {
                    SharedBudget budget = new SharedBudget(database, environment, rate);
                    long taken = 0;
                    while (Instant.now().isBefore(end)) {
                        taken += budget.take().calls();
                    }
                    return taken;
                };
        try (ExecutorService takers = Executors.newFixedThreadPool(2)) {
            long sum = 0;
            for (Future<Long> taken : takers.invokeAll(List.of(taking, taking))) {
                sum += taken.get();
            }
            return sum;
        }
    }
}

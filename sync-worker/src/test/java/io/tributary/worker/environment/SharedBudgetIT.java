package io.tributary.worker.environment;

import static org.assertj.core.api.Assertions.assertThat;

import io.tributary.backing.BackingServices;
import io.tributary.nango.api.ApiKey;
import io.tributary.worker.environment.EnvironmentsSettings.Environment;
import io.tributary.worker.environment.EnvironmentsSettings.Nango;

import org.flywaydb.core.Flyway;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.DriverManagerDataSource;

import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicLong;

/** One budget in PostgreSQL for as many workers as there are. */
class SharedBudgetIT {

    private static final Duration PATIENCE = Duration.ofSeconds(60);

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

    /**
     * Two takers as fast as they can: what was saved up, and what flows back meanwhile. However
     * slow they are, they get it, and never more.
     */
    @Test
    void grantsAllTogetherNoMoreThanTheRate() throws Exception {
        Rate rate = Rate.within(6_000);
        long enough = rate.burst() + 200;
        Instant began = Instant.now();

        long granted = takenByTwo(rate, enough);

        double seconds = Duration.between(began, Instant.now()).toMillis() / 1_000.0;
        assertThat((double) granted)
                .isGreaterThanOrEqualTo(enough)
                .isLessThanOrEqualTo(rate.burst() + rate.perSecond() * seconds);
    }

    @Test
    void saysWhenThereWillBeACallAgain() {
        SharedBudget budget = new SharedBudget(database, environment, Rate.within(1));
        Duration minute = Duration.ofMinutes(1);
        Instant began = Instant.now();

        Calls.Grant first = budget.take();
        Calls.Grant second = budget.take();

        Duration passed = Duration.between(began, Instant.now());
        assertThat(first.calls()).isEqualTo(1);
        assertThat(second.calls()).isZero();
        assertThat(second.untilNext()).isBetween(minute.minus(passed), minute.plusSeconds(2));
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

    @Test
    void isOneForAllEnvironmentsOfAnAccount() throws InterruptedException {
        var settings = new NangoSettings(6, Duration.ofSeconds(60), Duration.ofSeconds(5));
        try (NangoEnvironments environments =
                new NangoEnvironments(
                        new EnvironmentsSettings(
                                Map.of(
                                        "prod",
                                        of(environment),
                                        "stage",
                                        of(environment),
                                        environment + "-alone",
                                        of(null))),
                        settings,
                        database,
                        Clock.systemUTC())) {
            Duration first = take(environments, "prod");
            Duration second = take(environments, "stage");
            Duration alone = take(environments, environment + "-alone");

            assertThat(first).isZero();
            assertThat(second).isPositive();
            assertThat(alone).isZero();
        }
    }

    private static Duration take(NangoEnvironments environments, String name)
            throws InterruptedException {
        return environments.find(name).orElseThrow().budget().take(Duration.ofMillis(100));
    }

    private static Environment of(String account) {
        return new Environment(
                new Nango(URI.create("http://127.0.0.1:1"), new ApiKey("nobody"), account));
    }

    private long takenByTwo(Rate rate, long enough) throws Exception {
        Instant end = Instant.now().plus(PATIENCE);
        AtomicLong taken = new AtomicLong();
        Callable<Void> taking =
                () -> {
                    SharedBudget budget = new SharedBudget(database, environment, rate);
                    while (taken.get() < enough && Instant.now().isBefore(end)) {
                        taken.addAndGet(budget.take().calls());
                    }
                    return null;
                };
        try (ExecutorService takers = Executors.newFixedThreadPool(2)) {
            for (Future<Void> one : takers.invokeAll(List.of(taking, taking))) {
                one.get();
            }
        }
        return taken.get();
    }
}

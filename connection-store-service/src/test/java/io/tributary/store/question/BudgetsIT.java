package io.tributary.store.question;

import static org.assertj.core.api.Assertions.assertThat;

import io.tributary.backing.BackingServices;
import io.tributary.backing.Login;
import io.tributary.nango.api.ApiKey;
import io.tributary.store.environment.EnvironmentSettings;
import io.tributary.store.environment.EnvironmentSettings.Environment;
import io.tributary.store.environment.Environments;

import org.flywaydb.core.Flyway;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.core.namedparam.NamedParameterJdbcTemplate;
import org.springframework.jdbc.datasource.DriverManagerDataSource;

import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Map;

/** Nango limits an account's calls, whatever its environments are called here. */
class BudgetsIT {

    private static JdbcTemplate jdbc;

    @BeforeAll
    static void migrate() {
        Login login = BackingServices.database(BackingServices.postgres()).connections();
        DriverManagerDataSource source =
                new DriverManagerDataSource(login.jdbcUrl(), login.user(), login.password());
        Flyway.configure()
                .dataSource(source)
                .schemas("connections")
                .locations("classpath:db/migration/connections")
                .load()
                .migrate();
        jdbc = new JdbcTemplate(source);
    }

    @BeforeEach
    void forget() {
        jdbc.update("delete from budget");
    }

    @Test
    void environmentsOfOneAccountShareItsCallsAndItsPauses() {
        try (Environments environments =
                new Environments(
                        new EnvironmentSettings(
                                Map.of(
                                        "prod", of("acme"),
                                        "stage", of("acme"),
                                        "alone", of(null))))) {
            Budgets budgets = new Budgets(environments, jdbc);
            long burst = budgets.of("alone").left();

            long taken = budgets.of("prod").take(burst);

            assertThat(taken).isEqualTo(burst);
            assertThat(budgets.of("stage").take(burst)).isLessThan(burst);
            assertThat(budgets.of("alone").take(burst)).isEqualTo(burst);

            budgets.of("stage").pause(Duration.ofMinutes(1));

            assertThat(budgets.of("prod").left()).isZero();
            assertThat(jdbc.queryForList("select environment from budget", String.class))
                    .containsExactlyInAnyOrder("acme", "alone");
        }
    }

    /** For instance of a server that was replaced by one whose clock is right. */
    @Test
    void goesOnWhereTheDatabasesClockWasAhead() {
        Budget budget = new Budget(new NamedParameterJdbcTemplate(jdbc), "ahead", 6_000);
        budget.take(1);
        jdbc.update(
                """
                update budget set level = 0, filled = now() + interval '1 day',
                    paused_until = now() + interval '1 day'
                where environment = 'ahead'\
                """);

        long held = budget.take(1);
        Double pause =
                jdbc.queryForObject(
                        "select extract(epoch from paused_until - now())::double precision"
                                + " from budget where environment = 'ahead'",
                        Double.class);
        jdbc.update(
                """
                update budget set filled = filled - interval '5 min',
                    paused_until = paused_until - interval '5 min'
                where environment = 'ahead'\
                """);
        long after = budget.take(1);

        assertThat(held).isZero();
        assertThat(pause).isBetween(200.0, 300.0);
        assertThat(after).isEqualTo(1);
    }

    private static Environment of(@Nullable String account) {
        return new Environment(
                new EnvironmentSettings.Nango(
                        URI.create("http://127.0.0.1:1"),
                        new ApiKey("nobody-is-asked"),
                        account,
                        60,
                        Duration.ofSeconds(30),
                        Duration.ZERO,
                        null,
                        List.of()));
    }
}

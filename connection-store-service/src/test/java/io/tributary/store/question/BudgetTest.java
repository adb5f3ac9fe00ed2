package io.tributary.store.question;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.namedparam.NamedParameterJdbcTemplate;
import org.springframework.jdbc.datasource.DriverManagerDataSource;

import java.time.Duration;

class BudgetTest {

    /** Nobody listens at port 1. */
    private final Budget budget =
            new Budget(
                    new NamedParameterJdbcTemplate(
                            new DriverManagerDataSource("jdbc:postgresql://127.0.0.1:1/none")),
                    "dev",
                    100);

    @Test
    void withoutTheDatabaseNothingMayBeAsked() throws InterruptedException {
        assertThat(budget.take(5)).isZero();
        assertThat(budget.await(Duration.ZERO)).isFalse();
    }

    @Test
    void withoutTheDatabaseAPauseStopsNobody() {
        assertThatCode(() -> budget.pause(Duration.ofSeconds(1))).doesNotThrowAnyException();
    }
}

package io.tributary.store.ledger;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.springframework.jdbc.UncategorizedSQLException;

import java.sql.SQLException;
import java.util.stream.Stream;

class FailureTest {

    @ParameterizedTest
    @CsvSource({
        "22021, DATA",
        "23514, DATA",
        "23505, DATA",
        "54000, DATA",
        "08006, TROUBLE",
        "40001, TROUBLE",
        "53300, TROUBLE",
        "57014, TROUBLE",
        "58030, TROUBLE",
        "42P01, TROUBLE"
    })
    void theDatabasesFailuresAreSortedByState(String state, Failure sorted) {
        assertThat(
                        Failure.of(
                                new UncategorizedSQLException(
                                        "batch", "insert", new SQLException("refused", state))))
                .isEqualTo(sorted);
    }

    static Stream<Arguments> thrown() {
        return Stream.of(
                Arguments.of(new IllegalStateException(), Failure.DECISION),
                Arguments.of(new NullPointerException(), Failure.DECISION),
                Arguments.of(new StackOverflowError(), Failure.DECISION),
                Arguments.of(new OutOfMemoryError(), Failure.TROUBLE),
                Arguments.of(new InternalError(), Failure.TROUBLE),
                Arguments.of(new NoClassDefFoundError(), Failure.TROUBLE));
    }

    @ParameterizedTest
    @MethodSource("thrown")
    void onlyWhatAnInputCanDoIsTheInputsDoing(Throwable failure, Failure sorted) {
        assertThat(Failure.ofDecision(failure)).isEqualTo(sorted);
    }
}

package io.tributary.store.ledger;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import java.sql.SQLException;
import java.sql.SQLTransientConnectionException;

/** What a start waits for, and what it must not wait for. */
class PassingTroubleTest {

    @ParameterizedTest(name = "{0}: {2}")
    @CsvSource({
        "08001, true, nobody listens",
        "57P03, true, the server is starting up",
        "53300, true, too many connections",
        "28P01, false, wrong password",
        "3D000, false, no such database",
        "42601, false, a migration that is no SQL"
    })
    void bySqlState(String state, boolean passes, String what) {
        // given
        RuntimeException failure = new RuntimeException(new SQLException(what, state));

        // when
        boolean found = Failure.passes(failure);

        // then
        assertThat(found).isEqualTo(passes);
    }

    @Test
    void aPoolThatHadNoConnectionInTimeIsWaitedFor() {
        assertThat(Failure.passes(new SQLTransientConnectionException("timed out"))).isTrue();
    }

    @Test
    void whatIsNotTheDatabasesIsNot() {
        assertThat(Failure.passes(new IllegalStateException("checksum mismatch"))).isFalse();
    }
}

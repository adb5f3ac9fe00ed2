package io.tributary.worker.trigger;

import static org.assertj.core.api.Assertions.assertThat;

import io.tributary.events.Cause;
import io.tributary.events.Connection;
import io.tributary.events.ConnectionChange;
import io.tributary.events.ConnectionKey;
import io.tributary.events.ConnectionStatus;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import java.time.Instant;
import java.util.Map;

/** What was true, what came, and what follows for the runs; number 1 is the known connection. */
class ConsequenceTest {

    @ParameterizedTest
    @CsvSource({
        // before, then the change: its name, what is true after it, whose it is
        ",             CREATED,      ACTIVE,  1, START",
        "DELETED,      CREATED,      ACTIVE,  1, START",
        "DELETED,      CREATED,      ACTIVE,  2, START",
        "ACTIVE,       CREATED,      ACTIVE,  2, START",
        "BROKEN,       CREATED,      ACTIVE,  2, START",
        // told again by a store that was rebuilt
        "ACTIVE,       CREATED,      ACTIVE,  1, NOTHING",
        "ACTIVE,       UPDATED,      ACTIVE,  1, NOTHING",
        "BROKEN,       UPDATED,      BROKEN,  1, PAUSE",
        "BROKEN,       UPDATED,      ACTIVE,  1, RESUME",
        "BROKEN,       CREATED,      ACTIVE,  1, RESUME",
        "ACTIVE,       UPDATED,      BROKEN,  1, PAUSE",
        // the first that is heard of it, or of another under its key, whatever the name
        ",             UPDATED,      ACTIVE,  1, START",
        ",             RECOVERED,    ACTIVE,  1, START",
        ",             REAUTHORIZED, ACTIVE,  1, START",
        "ACTIVE,       UPDATED,      ACTIVE,  2, START",
        ",             BROKEN,       BROKEN,  1, START_PAUSED",
        ",             UPDATED,      BROKEN,  1, START_PAUSED",
        "ACTIVE,       UPDATED,      BROKEN,  2, START_PAUSED",
        // its life
        "ACTIVE,       BROKEN,       BROKEN,  1, PAUSE",
        "BROKEN,       RECOVERED,    ACTIVE,  1, RESUME",
        "ACTIVE,       RECOVERED,    ACTIVE,  1, RESUME",
        "ACTIVE,       REAUTHORIZED, ACTIVE,  1, RESUME_OR_MEND",
        "BROKEN,       REAUTHORIZED, ACTIVE,  1, RESUME_OR_START",
        "ACTIVE,       DELETED,      DELETED, 1, END",
        "BROKEN,       DELETED,      DELETED, 1, END",
        ",             DELETED,      DELETED, 1, END",
    })
    void followsFromWhatIsTrueBeforeAndAfter(
            ConnectionStatus before,
            ConnectionChange.Kind kind,
            ConnectionStatus after,
            long nangoId,
            Consequence expected) {
        Known known = before == null ? null : new Known(1, before);

        Consequence drawn = Consequence.of(known, change(kind, after, nangoId));

        assertThat(drawn).isEqualTo(expected);
    }

    private static ConnectionChange change(
            ConnectionChange.Kind kind, ConnectionStatus status, long nangoId) {
        ConnectionKey key = new ConnectionKey("dev", "crm", "c");
        return new ConnectionChange(
                kind,
                new Connection(
                        key.id(),
                        key.environment(),
                        key.integration(),
                        key.connectionId(),
                        "crm",
                        status,
                        null,
                        Map.of(),
                        null,
                        Instant.EPOCH,
                        Instant.EPOCH),
                1,
                1,
                nangoId,
                1,
                new Cause("nango.inbox", 0, 1, "cause", 0));
    }
}

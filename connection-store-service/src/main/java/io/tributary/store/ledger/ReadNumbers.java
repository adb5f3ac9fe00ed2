package io.tributary.store.ledger;

import io.tributary.events.Observation;
import io.tributary.store.decision.Input;
import io.tributary.store.inbox.Reading;

import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.jdbc.core.JdbcTemplate;

import java.util.Collection;
import java.util.stream.LongStream;

/**
 * Sequence {@code read_number}, against a database that was lost or restored: the inbox then holds
 * numbers that the sequence has yet to give, and every new answer would be taken for a late one.
 */
final class ReadNumbers {

    private static final Logger LOGGER = LoggerFactory.getLogger(ReadNumbers.class);

    /** Of this database, for this alone; "read" in ASCII. */
    private static final long LOCK = 0x72656164;

    private final JdbcTemplate jdbc;

    ReadNumbers(JdbcTemplate jdbc) {
        this.jdbc = jdbc;
    }

    /**
     * @param given the last number that the sequence gave, as the transaction saw it
     */
    void keepAhead(long given, Collection<? extends Reading> fresh) {
        long highest = fresh.stream().flatMapToLong(ReadNumbers::numbers).max().orElse(0);
        if (highest <= given) {
            return;
        }
        // Or a second instance could set it back; it outlives a rollback, which does no harm.
        jdbc.query("select pg_advisory_xact_lock(?)", _ -> {}, LOCK);
        jdbc.query(
                "select setval('read_number', ?) from read_number where last_value < ?"
                        + " or not is_called",
                _ -> {},
                highest,
                highest);
        LOGGER.atInfo()
                .addKeyValue("given", given)
                .addKeyValue("raisedTo", highest)
                .log("the inbox has answers with numbers that this database never gave");
    }

    /** Walks are numbered from the same sequence. */
    private static LongStream numbers(Reading reading) {
        Observation observation =
                reading instanceof Reading.Readable readable ? observation(readable.input()) : null;
        if (observation == null) {
            return LongStream.empty();
        }
        Long walk = observation.walk();
        return walk == null
                ? LongStream.of(observation.read())
                : LongStream.of(observation.read(), walk);
    }

    private static @Nullable Observation observation(Input input) {
        return switch (input) {
            case Input.Seen seen -> seen.observation();
            case Input.Missing missing -> missing.observation();
            case Input.Authorized _,
                    Input.AuthorizationFailed _,
                    Input.RefreshFailed _,
                    Input.RefreshRecovered _,
                    Input.DeletionClaimed _,
                    Input.Parked _,
                    Input.Restated _,
                    Input.Unrecognised _ ->
                    null;
        };
    }
}

package io.tributary.worker.job;

import static org.assertj.core.api.Assertions.assertThat;

import io.tributary.events.SyncRun.Reason;
import io.tributary.worker.definition.Success;
import io.tributary.worker.pull.PullFailed;
import io.tributary.worker.pull.PullSettings;
import io.tributary.worker.pull.Trouble;
import io.tributary.worker.run.Stall;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.util.unit.DataSize;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;

/** What becomes of a pull whose provider says with status 200 that it failed. */
class DeclinedSortingTest {

    private static final Instant NOW = Instant.parse("2026-11-22T10:00:00Z");

    private final BackOff backOff =
            new BackOff(
                    Clock.fixed(NOW, ZoneOffset.UTC),
                    new PullSettings(
                            DataSize.ofMegabytes(1),
                            null,
                            DataSize.ofMegabytes(1),
                            Duration.ofMinutes(15),
                            Duration.ofSeconds(1)));
    private final Patience patience =
            new Patience(
                    backOff,
                    new JobSettings(
                            Duration.ofHours(24), Duration.ofMinutes(1), Duration.ofHours(24)));
    private final FailureSorting sorting =
            new FailureSorting(new ProxyFailures(patience), patience);

    @ParameterizedTest
    @CsvSource({
        "ratelimited, PASSING, Postpone, provider_declined",
        "invalid_auth, UNAUTHORIZED, Postpone, provider_unauthorized",
        "missing_scope, LASTING, Fail, provider_declined",
        "'', LASTING, Fail, provider_declined",
    })
    void followsTheWordAsTheDefinitionReadsIt(
            String word, Success.Failure meaning, String verdict, String code) {
        var declined = new PullFailed(new Trouble.Declined(word, "ok", "slack", meaning));

        Verdict sorted = sorting.sort(declined, Stall.NONE);

        assertThat(sorted.getClass().getSimpleName()).isEqualTo(verdict);
        Reason reason =
                switch (sorted) {
                    case Verdict.Postpone(_, _, var why) -> why;
                    case Verdict.Fail(var why) -> why;
                    case Verdict.LetGo() -> throw new AssertionError("let go");
                };
        assertThat(reason.code()).isEqualTo(code);
        assertThat(reason.sentence()).contains("'ok'", word).doesNotContain("''").endsWith(".");
    }
}

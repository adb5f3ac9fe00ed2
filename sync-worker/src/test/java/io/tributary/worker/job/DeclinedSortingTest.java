package io.tributary.worker.job;

import static org.assertj.core.api.Assertions.assertThat;

import io.tributary.events.SyncRun.Reason;
import io.tributary.worker.definition.Success;
import io.tributary.worker.pull.PullFailed;
import io.tributary.worker.pull.Trouble;
import io.tributary.worker.run.Stall;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What becomes of a pull whose provider says with status 200 that it failed. */
class DeclinedSortingTest {

    private final Sorting sorting = new Sorting();

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

package io.tributary.worker.job;

import static io.tributary.worker.job.Sorting.DAYS_AGO;
import static io.tributary.worker.job.Sorting.LONGEST;
import static io.tributary.worker.job.Sorting.NOW;
import static io.tributary.worker.job.Sorting.headersOf;
import static io.tributary.worker.job.Sorting.nango;
import static io.tributary.worker.job.Sorting.pull;
import static io.tributary.worker.job.Sorting.stallOf;
import static io.tributary.worker.job.Sorting.troubleOf;
import static io.tributary.worker.job.Sorting.unfit;

import static org.assertj.core.api.Assertions.assertThat;

import io.tributary.nango.api.FailureKind;
import io.tributary.worker.pull.PullFailed;
import io.tributary.worker.pull.Trouble;
import io.tributary.worker.run.Stall;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

import java.time.Duration;
import java.util.Map;
import java.util.stream.Stream;

/** How often, and when, what stopped a pull is tried again. */
class PatienceTest {

    private final Sorting sorting = new Sorting();

    @Test
    void waitsLongerEachTimeButNeverLongerThanTheLongest() {
        assertThat(sorting.backOff.after(3)).isBetween(NOW.plusSeconds(8), NOW.plusSeconds(12));
        assertThat(sorting.backOff.after(10)).isEqualTo(NOW.plus(LONGEST));
        assertThat(sorting.backOff.after(Integer.MAX_VALUE)).isEqualTo(NOW.plus(LONGEST));
    }

    @Test
    void doesNotCountWaitingForTheBudgetAsAFailure() {
        var spent = pull(new Trouble.NoBudget(Duration.ofSeconds(4)));

        Stall stall = new Stall(2, Stall.Kind.UNTIL_GIVEN_UP, 1, NOW);

        assertThat(sorting.sort(spent, stall))
                .isInstanceOfSatisfying(
                        Verdict.Postpone.class,
                        postpone -> {
                            assertThat(postpone.stall()).isEqualTo(stall);
                            assertThat(postpone.at()).isEqualTo(NOW.plusSeconds(4));
                        });
    }

    /** An operator who set it to minutes, and a provider that says to come again in an hour. */
    @Test
    void doesNotGiveUpBeforeItHasTriedTenTimes() {
        RuntimeException failure = pull(new Trouble.BrokenAnswer());

        Verdict afterNine =
                sorting.sort(failure, new Stall(9, Stall.Kind.UNTIL_GIVEN_UP, 9, DAYS_AGO));

        assertThat(afterNine).isInstanceOf(Verdict.Postpone.class);
    }

    /** A nightly restart of Nango would else let a page that always fails be tried for ever. */
    @ParameterizedTest
    @EnumSource(names = {"UNTIL_GIVEN_UP", "A_FEW_TIMES"})
    void countsOnWhereSomethingWithoutEndWasWaitedForInBetween(Stall.Kind kind) {
        Stall before = new Stall(200, kind, 4, DAYS_AGO);

        Stall after = stallOf(sorting.sort(nango(FailureKind.UNREACHABLE), before));

        assertThat(after).isEqualTo(new Stall(201, kind, 4, DAYS_AGO));
    }

    @Test
    void givesUpAPageThatAlwaysFailsHoweverOftenNangoIsRestarted() {
        Stall stall = new Stall(1, Stall.Kind.UNTIL_GIVEN_UP, 1, DAYS_AGO);
        Verdict last = null;

        for (int i = 0; i < 10; i++) {
            stall = stallOf(sorting.sort(nango(FailureKind.UNREACHABLE), stall));
            last = sorting.sort(pull(new Trouble.BrokenAnswer()), stall);
            stall = last instanceof Verdict.Postpone(_, var next, _) ? next : stall;
        }

        assertThat(last).isInstanceOf(Verdict.Fail.class);
        assertThat(stall.attempts()).isEqualTo(20);
    }

    /** An outage of days says nothing of the page that fails after it. */
    @Test
    void doesNotCountAnOutageAgainstThePageThatFailsAfterIt() {
        Stall outage = new Stall(200, null, 0, null);

        Stall after = stallOf(sorting.sort(pull(new Trouble.BrokenAnswer()), outage));

        assertThat(after).isEqualTo(new Stall(201, Stall.Kind.UNTIL_GIVEN_UP, 1, NOW));
    }

    /** Earlier versions counted outages too; and a few tries are not many. */
    @ParameterizedTest
    @CsvSource({
        "FOR_EVER, UNTIL_GIVEN_UP",
        "FOR_EVER, A_FEW_TIMES",
        "A_FEW_TIMES, UNTIL_GIVEN_UP",
        "UNTIL_GIVEN_UP, A_FEW_TIMES",
    })
    void countsAnewWhereTheNextFailureIsOfAnotherKindThatIsCounted(
            Stall.Kind before, Stall.Kind next) {
        RuntimeException failure =
                next == Stall.Kind.A_FEW_TIMES
                        ? unfit("page_not_json")
                        : pull(new Trouble.BrokenAnswer());

        Stall after = stallOf(sorting.sort(failure, new Stall(200, before, 200, DAYS_AGO)));

        assertThat(after).isEqualTo(new Stall(201, next, 1, NOW));
    }

    /** One that says zero, or a date that is past, would else be called every second for ever. */
    @ParameterizedTest
    @CsvSource({"0, 1, 1, 1", "0, 2, 4, 6", "0, 5, 32, 48", "0, 99, 900, 900", "600, 5, 600, 600"})
    void asksEverMoreSeldomWhoAsksForTooLittleAgainAndAgain(
            String retryAfter, int attempts, int least, int most) throws Exception {
        RuntimeException failure = new PullFailed(troubleOf(429, "{}", headersOf(retryAfter)));

        Verdict sorted = sorting.sort(failure, new Stall(attempts, null, 0, null));

        assertThat(((Verdict.Postpone) sorted).at())
                .isBetween(NOW.plusSeconds(least), NOW.plusSeconds(most));
    }

    static Stream<RuntimeException> usersTroubles() throws Exception {
        return Stream.of(
                pull(troubleOf(401, "{}", Map.of())),
                nango(FailureKind.CONNECTION_UNKNOWN),
                nango(FailureKind.CONNECTION_CREDENTIALS));
    }

    /** A user who never comes back would else cost a call each quarter of an hour. */
    @ParameterizedTest
    @MethodSource("usersTroubles")
    void asksEverMoreSeldomWhereOnlyAUserCanMendIt(RuntimeException trouble) {
        assertThat(waitAfter(trouble, 0)).isBetween(Duration.ofSeconds(1), Duration.ofMillis(1500));
        assertThat(waitAfter(trouble, 12)).isBetween(Duration.ofHours(1), Duration.ofHours(2));
        assertThat(waitAfter(trouble, 17)).isEqualTo(Duration.ofDays(1));
        assertThat(waitAfter(trouble, 10_000)).isEqualTo(Duration.ofDays(1));
    }

    private Duration waitAfter(RuntimeException trouble, int tries) {
        Stall stall = new Stall(tries, Stall.Kind.FOR_EVER, tries, DAYS_AGO);
        Verdict sorted = sorting.sort(trouble, stall);
        assertThat(stallOf(sorted).tries()).isEqualTo(tries + 1);
        return Duration.between(NOW, ((Verdict.Postpone) sorted).at());
    }

    @ParameterizedTest
    @MethodSource("usersTroubles")
    void beginsWithSecondsAfterAnOutageOfDays(RuntimeException trouble) {
        Verdict sorted = sorting.sort(trouble, new Stall(200, null, 0, null));

        assertThat(((Verdict.Postpone) sorted).at()).isBefore(NOW.plusSeconds(2));
    }

    @ParameterizedTest
    @MethodSource("usersTroubles")
    void forgetsNoTriesOfAPageThatFails(RuntimeException trouble) {
        Stall before = new Stall(14, Stall.Kind.UNTIL_GIVEN_UP, 9, DAYS_AGO);

        Verdict sorted = sorting.sort(trouble, before);

        assertThat(stallOf(sorted))
                .isEqualTo(new Stall(15, Stall.Kind.UNTIL_GIVEN_UP, 9, DAYS_AGO));
        assertThat(((Verdict.Postpone) sorted).at()).isAfter(NOW.plus(Duration.ofHours(4)));
    }
}

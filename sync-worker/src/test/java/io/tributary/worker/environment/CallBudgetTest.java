package io.tributary.worker.environment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tributary.nango.api.FailureKind;
import io.tributary.nango.api.NangoFailure;
import io.tributary.nango.api.RateLimit;
import io.tributary.nango.api.RetryAfter;

import org.junit.jupiter.api.Test;
import org.springframework.dao.QueryTimeoutException;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;

/** What a worker makes of the calls that it was granted, and of what Nango says is left. */
class CallBudgetTest {

    private static final Instant NOW = Instant.parse("2026-11-22T10:00:00Z");
    private static final Duration BRIEFLY = Duration.ofMillis(1);

    private final Granting granting = new Granting();
    private Instant now = NOW;
    private final CallBudget budget = new CallBudget("dev", granting, clock(() -> now));

    @Test
    void makesAllCallsOfAGrantBeforeItAsksForMore() throws Exception {
        granting.next(3);

        List<Duration> waits = List.of(take(), take(), take());

        assertThat(waits).containsOnly(Duration.ZERO);
        assertThat(granting.asked).isEqualTo(1);
    }

    @Test
    void forgetsWhatItHasNotSpentWithinASecond() throws Exception {
        granting.next(3);
        granting.next(3);

        take();
        now = now.plusMillis(1_001);
        take();

        assertThat(granting.asked).isEqualTo(2);
    }

    @Test
    void saysHowLongToStayAwayWhereThatIsLongerThanItMayWait() throws Exception {
        granting.refuse(Duration.ofSeconds(4));

        assertThat(take()).isEqualTo(Duration.ofSeconds(4));
    }

    @Test
    void waitsItself() throws Exception {
        granting.refuse(Duration.ofMillis(5));
        granting.next(1);

        assertThat(budget.take(Duration.ofSeconds(10))).isZero();
    }

    @Test
    void tellsAllToStayAwayUntilNangosWindowEndsWhereLessThanATenthIsLeft() throws Exception {
        budget.heed(new RateLimit(200, 19, NOW.plusSeconds(30)));
        budget.heed(new RateLimit(200, 18, NOW.plusSeconds(30)));

        assertThat(granting.pauses).containsExactly(Duration.ofSeconds(30));
        assertThat(take()).isEqualTo(Duration.ofSeconds(30));
        assertThat(granting.asked).isZero();
    }

    @Test
    void goesOnWhereEnoughIsLeftOrTheHeadersAreAProviders() throws Exception {
        granting.next(1);

        budget.heed(new RateLimit(200, 20, NOW.plusSeconds(30)));
        budget.heed(new RateLimit(5000, 0, NOW.plusSeconds(3000)));

        assertThat(take()).isZero();
        assertThat(granting.pauses).isEmpty();
    }

    @Test
    void goesOnWhereAProvidersWindowIsNearlyUsedUp() throws Exception {
        granting.next(1);

        budget.heedIfOfNango(new RateLimit(100, 0, NOW.plusSeconds(30)));
        budget.heed(new RateLimit(200, 150, NOW.plusSeconds(30)));
        budget.heedIfOfNango(new RateLimit(100, 0, NOW.plusSeconds(30)));

        assertThat(take()).isZero();
        assertThat(granting.pauses).isEmpty();
    }

    @Test
    void heedsWhatComesThroughTheProxyWhereNangoAllowsAsMany() throws Exception {
        budget.heed(new RateLimit(200, 150, NOW.plusSeconds(30)));

        budget.heedIfOfNango(new RateLimit(200, 19, NOW.plusSeconds(30)));

        assertThat(take()).isEqualTo(Duration.ofSeconds(30));
        assertThat(granting.asked).isZero();
    }

    @Test
    void learnsFromARefusalHowManyCallsNangoAllows() throws Exception {
        RateLimit usedUp = new RateLimit(300, 0, NOW.plusSeconds(5));
        budget.heed(
                new NangoFailure(
                        FailureKind.RATE_LIMITED,
                        429,
                        null,
                        null,
                        new RetryAfter.In(Duration.ofSeconds(5)),
                        usedUp));
        now = now.plusSeconds(6);

        budget.heedIfOfNango(new RateLimit(300, 10, NOW.plusSeconds(60)));

        assertThat(take()).isEqualTo(Duration.ofSeconds(54));
    }

    /** Whoever imitates Nango could else hold up everyone. */
    @Test
    void staysAwayAsLongAsNangoSaysButNotLongerThanItsWindow() {
        budget.heed(refusal(FailureKind.RATE_LIMITED, new RetryAfter.In(Duration.ofSeconds(7))));
        budget.heed(refusal(FailureKind.RATE_LIMITED, new RetryAfter.In(Duration.ofDays(1))));
        budget.heed(refusal(FailureKind.SERVER_ERROR, null));

        assertThat(granting.pauses).containsExactly(Duration.ofSeconds(7), Duration.ofSeconds(61));
    }

    @Test
    void callsNobodyWhileTheDatabaseIsInTrouble() {
        granting.isInTrouble = true;

        assertThatThrownBy(this::take).isInstanceOf(QueryTimeoutException.class);
    }

    /** The one that was refused stays away all the same. */
    @Test
    void survivesThatTheOthersCannotBeTold() throws Exception {
        granting.isInTrouble = true;

        budget.heed(new RateLimit(200, 0, NOW.plusSeconds(30)));

        assertThat(take()).isEqualTo(Duration.ofSeconds(30));
    }

    @Test
    void goesOnSoonWhereItsClockWasAhead() throws Exception {
        now = NOW.plus(Duration.ofDays(1));
        budget.heed(new RateLimit(200, 0, now.plusSeconds(30)));
        now = NOW;
        granting.next(1);

        Duration first = take();
        now = now.plusSeconds(61);

        assertThat(first).isEqualTo(Duration.ofSeconds(61));
        assertThat(take()).isZero();
    }

    private Duration take() throws InterruptedException {
        return budget.take(BRIEFLY);
    }

    private static NangoFailure refusal(FailureKind kind, RetryAfter wait) {
        return new NangoFailure(kind, 429, null, null, wait, null);
    }

    private static Clock clock(InstantSource source) {
        return source.withZone(ZoneOffset.UTC);
    }

    private static final class Granting implements Calls {

        private final Deque<Grant> grants = new ArrayDeque<>();
        private final List<Duration> pauses = new ArrayList<>();
        private int asked;
        private boolean isInTrouble;

        void next(long calls) {
            grants.add(new Grant(calls, Duration.ZERO));
        }

        void refuse(Duration wait) {
            grants.add(new Grant(0, wait));
        }

        @Override
        public Grant take() {
            asked++;
            refuseInTrouble();
            return grants.remove();
        }

        @Override
        public void pause(Duration wait) {
            refuseInTrouble();
            pauses.add(wait);
        }

        private void refuseInTrouble() {
            if (isInTrouble) {
                throw new QueryTimeoutException("the database is slow");
            }
        }
    }
}

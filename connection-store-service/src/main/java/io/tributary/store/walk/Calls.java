package io.tributary.store.walk;

import io.tributary.nango.api.FailureKind;
import io.tributary.nango.api.NangoFailure;
import io.tributary.store.question.Budget;
import io.tributary.store.question.Waits;

import org.jspecify.annotations.Nullable;

import java.time.Clock;
import java.time.Duration;

/**
 * A walk's calls: each paid for, under a lease that is still ours, tried again while it may help.
 */
final class Calls {

    static final Duration LEASE = Duration.ofSeconds(180);
    private static final Duration RENEWED_AFTER = Duration.ofSeconds(30);
    private static final int TRIES = 5;

    private final WalkBook book;
    private final Budget budget;
    private final Clock clock;
    private final Turn turn;
    private final Courtesy courtesy;

    Calls(WalkBook book, Budget budget, Clock clock, Turn turn) {
        this.book = book;
        this.budget = budget;
        this.clock = clock;
        this.turn = turn;
        this.courtesy = new Courtesy(budget::awaitPolitely, budget::await, clock);
    }

    /** A request, and what it was answered with if that was no answer. */
    interface Call {
        @Nullable NangoFailure make() throws Exception;
    }

    /**
     * Makes it, again and again while that may help.
     *
     * @return none once it was answered
     * @throws GivenUp if the turn is another's by now
     */
    @Nullable NangoFailure make(Call call) throws Exception {
        return make(call, budget::await);
    }

    /** The same, after whatever else is to be asked: there may be thousands of these. */
    @Nullable NangoFailure makePolitely(Call call) throws Exception {
        return make(call, courtesy);
    }

    /** Pays for one call; false if that takes longer than {@code most}. */
    interface Payment {
        boolean await(Duration most) throws InterruptedException;
    }

    private @Nullable NangoFailure make(Call call, Payment payment) throws Exception {
        NangoFailure failure = null;
        for (int tried = 0; tried < TRIES; tried++) {
            pay(payment);
            failure = call.make();
            if (failure == null || !Waits.mayPass(failure)) {
                return failure;
            }
            Duration wait = Waits.afterFailure(failure, tried, clock);
            if (failure.kind() == FailureKind.RATE_LIMITED) {
                budget.pause(wait);
            } else {
                Thread.sleep(wait);
            }
        }
        return failure;
    }

    private void pay(Payment payment) throws GivenUp, InterruptedException {
        do {
            stillOurs();
        } while (!payment.await(RENEWED_AFTER));
    }

    private void stillOurs() throws GivenUp {
        if (!book.renew(turn, LEASE)) {
            throw new GivenUp("another instance took over");
        }
    }
}

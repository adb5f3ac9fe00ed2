package io.tributary.worker.environment;

import io.tributary.nango.api.FailureKind;
import io.tributary.nango.api.NangoFailure;
import io.tributary.nango.api.RateLimit;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.dao.DataAccessException;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReentrantLock;

/**
 * The calls that Nango allows one account's workers, shared by all of them. A worker pays for a few
 * at once and makes them within a second, or they are lost.
 */
public final class CallBudget {

    private static final Logger LOGGER = LoggerFactory.getLogger(CallBudget.class);

    /**
     * Nango's window. A reset or a wait further ahead is of a provider that uses the same names, or
     * imitates Nango: it shall not hold up all connections for longer.
     */
    static final Duration WINDOW = Duration.ofSeconds(61);

    private static final int KEPT_FOR_OTHERS = 10;
    private static final Duration KEPT = Duration.ofSeconds(1);
    private static final Duration SHORTEST = Duration.ofMillis(10);

    private static final long UNKNOWN = -1;

    private final String account;
    private final Calls calls;
    private final Clock clock;

    /** Who waits longest is served first; only one of a worker's threads asks the database. */
    private final ReentrantLock turn = new ReentrantLock(true);

    private long paid;
    private Instant paidAt = Instant.MIN;
    private volatile Instant heldUntil = Instant.MIN;

    /** How many calls Nango allows everyone, as it said last. */
    private volatile long nangosLimit = UNKNOWN;

    CallBudget(String account, Calls calls, Clock clock) {
        this.account = account;
        this.calls = calls;
        this.clock = clock;
    }

    /**
     * Waits for a call, but not longer than {@code most}.
     *
     * @return zero if the call may go out now, else how long to stay away
     * @throws DataAccessException if the database is in trouble
     */
    public Duration take(Duration most) throws InterruptedException {
        Instant end = clock.instant().plus(most);
        if (!turn.tryLock(most.toMillis(), TimeUnit.MILLISECONDS)) {
            return KEPT;
        }
        try {
            Duration wait = payOne();
            while (wait.isPositive() && !clock.instant().plus(wait).isAfter(end)) {
                Thread.sleep(wait);
                wait = payOne();
            }
            return wait;
        } finally {
            turn.unlock();
        }
    }

    /** Zero if it is paid for, else how long until it may be. */
    private Duration payOne() {
        Instant now = clock.instant();
        if (heldUntil.isAfter(now.plus(WINDOW))) {
            // The clock was ahead when it was set.
            heldUntil = now.plus(WINDOW);
        }
        if (now.isBefore(heldUntil)) {
            return Duration.between(now, heldUntil);
        }
        if (paid == 0 || paidAt.plus(KEPT).isBefore(now)) {
            Calls.Grant grant = calls.take();
            if (grant.calls() == 0) {
                return grant.untilNext().compareTo(SHORTEST) < 0 ? SHORTEST : grant.untilNext();
            }
            paid = grant.calls();
            paidAt = now;
        }
        paid--;
        return Duration.ZERO;
    }

    /**
     * Heeds what Nango says is left of everyone's budget: the last tenth is the others'.
     *
     * @param limit of an answer that no provider had a hand in
     */
    public void heed(RateLimit limit) {
        nangosLimit = limit.limit();
        boolean isInWindow = limit.reset().isBefore(clock.instant().plus(WINDOW));
        if (isInWindow && limit.remaining() * KEPT_FOR_OTHERS < limit.limit()) {
            pauseUntil(limit.reset());
        }
    }

    /**
     * Heeds what an answer through the proxy says, if it is Nango's. The provider's headers may
     * have replaced Nango's, and its limit is one connection's: it shall not hold up all others.
     * Where it is not known yet how many calls Nango allows, nothing is heeded; Nango's refusal
     * tells.
     */
    public void heedIfOfNango(RateLimit limit) {
        if (limit.limit() == nangosLimit) {
            heed(limit);
        }
    }

    /** Heeds that Nango's own limit is reached: it is the account's, so no worker calls. */
    public void heed(NangoFailure failure) {
        if (failure.kind() != FailureKind.RATE_LIMITED) {
            return;
        }
        if (failure.rateLimit() != null) {
            nangosLimit = failure.rateLimit().limit();
        }
        if (failure.retryAfter() != null) {
            Instant now = clock.instant();
            pauseUntil(now.plus(failure.retryAfter().delay(now, WINDOW)));
        }
    }

    private void pauseUntil(Instant end) {
        Duration wait = Duration.between(clock.instant(), end);
        if (!wait.isPositive() || !end.isAfter(heldUntil)) {
            return;
        }
        heldUntil = end;
        try {
            calls.pause(wait);
        } catch (DataAccessException e) {
            LOGGER.atWarn()
                    .addKeyValue("account", account)
                    .setCause(e)
                    .log("this worker calls nobody for a while, but cannot tell the others to");
        }
    }
}

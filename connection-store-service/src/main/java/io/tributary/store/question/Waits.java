package io.tributary.store.question;

import io.tributary.nango.api.NangoFailure;
import io.tributary.nango.api.RetryAfter;

import java.time.Clock;
import java.time.Duration;

/** How long until a question is asked again. */
public final class Waits {

    static final Duration LONGEST = Duration.ofMinutes(5);
    private static final Duration ANSWER_UNDER_WAY = Duration.ofSeconds(10);
    private static final Duration TROUBLE = Duration.ofSeconds(5);
    private static final int DOUBLINGS = 9;

    private Waits() {}

    /** 1 s, 2 s, 4 s up to 5 min. */
    public static Duration backOff(int attempts) {
        Duration wait = Duration.ofSeconds(1L << Math.min(attempts, DOUBLINGS));
        return shorter(wait, LONGEST);
    }

    /** The answer is on its way through the inbox and will close the question; if not, again. */
    static Duration afterAnswer(int attempts) {
        Duration wait = backOff(attempts);
        return wait.compareTo(ANSWER_UNDER_WAY) < 0 ? ANSWER_UNDER_WAY : wait;
    }

    /** The brokers or the database were in trouble: a few seconds at least. */
    static Duration afterTrouble(int attempts) {
        Duration wait = backOff(attempts);
        return wait.compareTo(TROUBLE) < 0 ? TROUBLE : wait;
    }

    /** At least as long as Nango asks, within reason. */
    public static Duration afterFailure(NangoFailure failure, int attempts, Clock clock) {
        RetryAfter asked = failure.retryAfter();
        Duration wait = backOff(attempts);
        if (asked == null) {
            return wait;
        }
        Duration delay = asked.delay(clock.instant(), LONGEST);
        return delay.compareTo(wait) > 0 ? delay : wait;
    }

    /** Whether the same request may be answered later without anybody's doing. */
    public static boolean mayPass(NangoFailure failure) {
        return switch (failure.kind()) {
            case RATE_LIMITED,
                    PROVIDER_UNREACHABLE,
                    SERVER_ERROR,
                    UNREACHABLE,
                    BROKEN,
                    TIMED_OUT,
                    INTERRUPTED ->
                    true;
            case UNAUTHORISED,
                    FORBIDDEN,
                    PLAN_LIMIT,
                    CONNECTION_UNKNOWN,
                    INTEGRATION_UNKNOWN,
                    CONNECTION_CREDENTIALS,
                    REFUSED,
                    NOT_ANSWERING,
                    MALFORMED ->
                    false;
        };
    }

    private static Duration shorter(Duration one, Duration other) {
        return one.compareTo(other) < 0 ? one : other;
    }
}

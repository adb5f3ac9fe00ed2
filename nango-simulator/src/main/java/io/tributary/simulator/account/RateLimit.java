package io.tributary.simulator.account;

import org.springframework.stereotype.Component;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * A fixed window of 60 seconds that begins with its first call. All keys of the account share one
 * window, all connect sessions another; calls without either have one per address, in which each
 * costs ten.
 */
@Component
public final class RateLimit {

    private static final Duration WINDOW = Duration.ofSeconds(60);

    private final Map<String, Window> windows = new ConcurrentHashMap<>();
    private final Clock clock;
    private volatile int perMinute;

    RateLimit(AccountSettings settings, Clock clock) {
        this.perMinute = settings.rateLimitPerMinute();
        this.clock = clock;
    }

    private record Window(Instant end, int spent) {}

    /** What is left after a call. {@code exceeded} calls are not to be served. */
    record Budget(int limit, int remaining, Instant reset, Duration untilReset, boolean exceeded) {}

    Budget spend(String bucket, int points) {
        Instant now = clock.instant();
        Window window =
                windows.compute(
                        bucket,
                        (_, old) ->
                                old == null || !now.isBefore(old.end())
                                        ? new Window(now.plus(WINDOW), points)
                                        : new Window(old.end(), old.spent() + points));
        int limit = perMinute;
        return new Budget(
                limit,
                Math.max(0, limit - window.spent()),
                window.end(),
                Duration.between(now, window.end()),
                window.spent() > limit);
    }

    /** Sets the limit and begins new windows. */
    public void set(int callsPerMinute) {
        if (callsPerMinute < 1) {
            throw new IllegalArgumentException("a rate limit is at least 1 call per minute");
        }
        perMinute = callsPerMinute;
        windows.clear();
    }

    public int perMinute() {
        return perMinute;
    }
}

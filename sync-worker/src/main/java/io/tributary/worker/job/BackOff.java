package io.tributary.worker.job;

import io.tributary.events.SyncRun.Reason;
import io.tributary.nango.api.RetryAfter;
import io.tributary.worker.pull.PullSettings;

import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.ThreadLocalRandom;

/** When to try again: after 1, 2, 4 … s, each up to half longer, within the longest wait. */
@Component
class BackOff {

    private static final int MOST_DOUBLINGS = 16;

    private final Clock clock;
    private final Duration longest;

    BackOff(Clock clock, PullSettings settings) {
        this.clock = clock;
        this.longest = settings.longestWait();
    }

    /** Again, after a wait that grows with the attempts. */
    Verdict later(int attempts, String code, String sentence) {
        return new Verdict.Postpone(after(attempts), attempts + 1, new Reason(code, sentence));
    }

    /** Again when whoever refused says, if they say. */
    Verdict after(@Nullable RetryAfter asked, int attempts, String code, String sentence) {
        return asked == null
                ? later(attempts, code, sentence)
                : new Verdict.Postpone(
                        in(asked.delay(clock.instant(), longest)),
                        attempts + 1,
                        new Reason(code, sentence));
    }

    Instant after(int attempts) {
        long millis = 1000L << Math.min(attempts, MOST_DOUBLINGS);
        long jitter = ThreadLocalRandom.current().nextLong(millis / 2 + 1);
        return in(Duration.ofMillis(millis + jitter));
    }

    Instant in(Duration wait) {
        return clock.instant().plus(wait.compareTo(longest) > 0 ? longest : wait);
    }
}

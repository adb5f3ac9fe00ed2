package io.tributary.worker.job;

import io.tributary.worker.pull.PullSettings;

import org.springframework.stereotype.Component;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.ThreadLocalRandom;

/** When to try again: after 1, 2, 4 … s, each up to half longer, within a longest wait. */
@Component
class BackOff {

    /** Beyond a day: what limits a wait is a setting. */
    private static final int MOST_DOUBLINGS = 17;

    private final Clock clock;
    private final Duration longest;

    BackOff(Clock clock, PullSettings settings) {
        this.clock = clock;
        this.longest = settings.longestWait();
    }

    Instant now() {
        return clock.instant();
    }

    Duration longest() {
        return longest;
    }

    Instant after(int attempts) {
        return after(attempts, longest);
    }

    /** The same, within a longest wait of its own. */
    Instant after(int attempts, Duration most) {
        long millis = 1000L << Math.min(attempts, MOST_DOUBLINGS);
        long jitter = ThreadLocalRandom.current().nextLong(millis / 2 + 1);
        return in(Duration.ofMillis(millis + jitter), most);
    }

    Instant in(Duration wait) {
        return in(wait, longest);
    }

    private Instant in(Duration wait, Duration most) {
        return clock.instant().plus(wait.compareTo(most) > 0 ? most : wait);
    }
}

package io.tributary.local.process;

import java.time.Duration;

/** How long to wait before a part is started again: 1 s, doubled each time, at most 30 s. */
final class Backoff {
    private static final Duration FIRST = Duration.ofSeconds(1);
    private static final Duration LONGEST = Duration.ofSeconds(30);

    /** A part that ran for as long had recovered; what ends it then is a new trouble. */
    private static final Duration RECOVERED = Duration.ofSeconds(60);

    private Duration next = FIRST;

    /**
     * @param ran how long the part had been ready
     */
    Duration after(Duration ran) {
        if (ran.compareTo(RECOVERED) >= 0) {
            next = FIRST;
        }
        Duration now = next;
        Duration doubled = now.multipliedBy(2);
        next = doubled.compareTo(LONGEST) > 0 ? LONGEST : doubled;
        return now;
    }
}

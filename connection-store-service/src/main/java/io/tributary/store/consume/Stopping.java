package io.tributary.store.consume;

import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/** Whether the process is going down; waits end then. */
final class Stopping {

    private static final Duration SHORTEST = Duration.ofSeconds(1);
    private static final Duration LONGEST = Duration.ofSeconds(30);

    private final CountDownLatch stopped = new CountDownLatch(1);

    void begin() {
        stopped.countDown();
    }

    boolean hasBegun() {
        return stopped.getCount() == 0;
    }

    /**
     * Waits 1 s after the first failure, then twice as long up to 30 s.
     *
     * @return false if the process is going down
     */
    boolean waitAfter(int failures) {
        long millis = SHORTEST.toMillis() << Math.min(Math.max(failures - 1, 0), 5);
        return pause(Duration.ofMillis(Math.min(millis, LONGEST.toMillis())));
    }

    /**
     * @return false if the process is going down
     */
    boolean pause(Duration time) {
        try {
            return !stopped.await(time.toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }
}

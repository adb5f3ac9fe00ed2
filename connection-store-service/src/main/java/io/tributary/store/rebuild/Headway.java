package io.tributary.store.rebuild;

import java.io.PrintWriter;
import java.time.Duration;
import java.util.Locale;

/** Says every few seconds how far a long work is. */
final class Headway {

    private static final Duration EVERY = Duration.ofSeconds(5);

    private final PrintWriter out;
    private String topic = "";
    private long all;
    private long done;
    private long beganAt;
    private long saidAt;

    Headway(PrintWriter out) {
        this.out = out;
    }

    void begin(String topicName, long expected) {
        topic = topicName;
        all = expected;
        done = 0;
        beganAt = System.nanoTime();
        saidAt = beganAt;
    }

    void passed(int records) {
        done += records;
        if (System.nanoTime() - saidAt >= EVERY.toNanos()) {
            say();
        }
    }

    void end() {
        if (saidAt != beganAt) {
            say();
        }
    }

    private void say() {
        saidAt = System.nanoTime();
        double seconds = (saidAt - beganAt) / 1e9;
        double rate = done / Math.max(seconds, 0.001);
        // Offsets without a record make the expected a little more than there is.
        long left = Math.max(0, all - done);
        out.printf(
                Locale.ROOT,
                "  %s: %d of %d (%.1f %%), %.0f per second, %s left%n",
                topic,
                done,
                all,
                all == 0 ? 100.0 : Math.min(100.0, 100.0 * done / all),
                rate,
                left(Math.round(left / Math.max(rate, 0.001))));
        out.flush();
    }

    private static String left(long seconds) {
        return seconds < 60
                ? seconds + " s"
                : seconds < 3600
                        ? "%d min %d s".formatted(seconds / 60, seconds % 60)
                        : "%d h %d min".formatted(seconds / 3600, seconds % 3600 / 60);
    }
}

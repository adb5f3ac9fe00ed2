package io.tributary.local.report;

import java.io.PrintStream;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;

/** Lines for the person at the terminal, each with the seconds since the start. */
public final class Console {
    private final PrintStream out;
    private final Clock clock;
    private final Instant start;

    public Console(PrintStream out, Clock clock) {
        this.out = out;
        this.clock = clock;
        this.start = clock.instant();
    }

    /** One line of progress. */
    public synchronized void say(String line) {
        long seconds = Duration.between(start, clock.instant()).toSeconds();
        out.printf("[%4d s] %s%n", seconds, line);
        out.flush();
    }

    /** Text as it is. */
    public synchronized void print(String text) {
        out.println(text);
        out.flush();
    }
}

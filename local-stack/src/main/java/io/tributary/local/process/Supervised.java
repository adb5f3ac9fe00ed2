package io.tributary.local.process;

import io.tributary.backing.process.ChildProcess;
import io.tributary.local.check.Problem;
import io.tributary.local.report.Console;

import org.jspecify.annotations.Nullable;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;

/** A part that is started, waited for, brought back whenever it ends, and ended for good. */
public final class Supervised {
    private static final Duration START_PATIENCE = Duration.ofMinutes(4);
    private static final Duration STOP_PATIENCE = Duration.ofSeconds(40);
    private static final Duration NEWS = Duration.ofSeconds(10);
    private static final long LOOK_MILLIS = 150;
    private static final int LOG_LINES = 25;

    private final Part part;
    private final Console console;
    private final Clock clock;
    private final Object lock = new Object();

    private @Nullable ChildProcess process;
    private @Nullable Thread watcher;
    private boolean stopping;

    public Supervised(Part part, Console console, Clock clock) {
        this.part = part;
        this.console = console;
        this.clock = clock;
    }

    public String name() {
        return part.name();
    }

    /**
     * Starts the part and returns once it is ready.
     *
     * @throws Problem when it ends or is not ready in time; carries the end of its log
     */
    public void start() throws InterruptedException {
        Instant begin = clock.instant();
        ChildProcess first = launch();
        console.say(part.name() + " is starting (pid " + first.pid() + ")");
        if (!becomesReady(first, begin)) {
            throw new Problem(
                    part.name()
                            + " did not start; the end of its log:\n"
                            + first.endOfLog(LOG_LINES),
                    "The log above usually names the reason; --fresh starts on empty data.");
        }
        part.firstReady();
        console.say("%s is ready after %d s".formatted(part.name(), secondsSince(begin)));
    }

    /** Brings it back from now on, whenever it ends. */
    public void watch() {
        synchronized (lock) {
            if (!stopping) {
                watcher = Thread.ofVirtual().name("watch-" + part.name()).start(this::keepUp);
            }
        }
    }

    /** Ends it in order and for good. Does nothing if it was never started. */
    public void stop() {
        ChildProcess last;
        synchronized (lock) {
            stopping = true;
            if (watcher != null) {
                watcher.interrupt();
            }
            last = process;
        }
        if (last != null && last.alive()) {
            console.say("stopping " + part.name());
            if (!last.stop(STOP_PATIENCE)) {
                console.say(part.name() + " did not stop in time and was killed");
            }
        }
    }

    private void keepUp() {
        var backoff = new Backoff();
        Instant ready = clock.instant();
        try {
            while (true) {
                int answer = current().ended().join();
                if (isStopping()) {
                    return;
                }
                Duration wait = backoff.after(Duration.between(ready, clock.instant()));
                console.say(
                        "%s ended (exit code %d); it is started again in %d s"
                                .formatted(part.name(), answer, wait.toSeconds()));
                Thread.sleep(wait);
                bringBack();
                ready = clock.instant();
            }
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        }
    }

    /** One try; if it fails the next round tries again, later. */
    private void bringBack() throws InterruptedException {
        Instant begin = clock.instant();
        try {
            ChildProcess next = launch();
            if (becomesReady(next, begin)) {
                console.say("%s is back after %d s".formatted(part.name(), secondsSince(begin)));
            }
        } catch (RuntimeException e) {
            if (!isStopping()) {
                console.say(part.name() + " could not be started: " + e.getMessage());
            }
        }
    }

    private ChildProcess launch() {
        synchronized (lock) {
            if (stopping) {
                throw new IllegalStateException(part.name() + " is being stopped");
            }
            ChildProcess next = part.launch();
            process = next;
            return next;
        }
    }

    private boolean becomesReady(ChildProcess started, Instant begin) throws InterruptedException {
        Instant news = begin.plus(NEWS);
        while (started.alive() && !isStopping()) {
            if (part.answers()) {
                return true;
            }
            Instant now = clock.instant();
            if (now.isAfter(begin.plus(START_PATIENCE))) {
                started.kill();
                return false;
            }
            if (now.isAfter(news)) {
                console.say("%s … %d s".formatted(part.name(), secondsSince(begin)));
                news = now.plus(NEWS);
            }
            Thread.sleep(LOOK_MILLIS);
        }
        return false;
    }

    private ChildProcess current() {
        synchronized (lock) {
            ChildProcess current = process;
            if (current == null) {
                throw new IllegalStateException(part.name() + " was never started");
            }
            return current;
        }
    }

    private boolean isStopping() {
        synchronized (lock) {
            return stopping;
        }
    }

    private long secondsSince(Instant begin) {
        return Duration.between(begin, clock.instant()).toSeconds();
    }
}

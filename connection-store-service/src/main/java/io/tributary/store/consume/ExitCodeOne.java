package io.tributary.store.consume;

import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import java.util.concurrent.atomic.AtomicBoolean;

/** Logs why, then ends the JVM with code 1: in order if it can, for good after a while. */
final class ExitCodeOne implements ProcessEnd {

    private static final Logger LOGGER = LoggerFactory.getLogger(ExitCodeOne.class);
    private static final long ORDERLY_MILLIS = 30_000;

    private final AtomicBoolean ending = new AtomicBoolean();

    @Override
    public void end(String why, @Nullable Throwable cause) {
        if (!ending.compareAndSet(false, true)) {
            return;
        }
        LOGGER.atError().setCause(cause).log("Ending the process: {}", why);
        // Threads of their own: the shutdown waits for the thread that brings the bad news.
        Thread.ofPlatform().name("process-end").start(() -> System.exit(1));
        Thread.ofPlatform().name("process-end-at-last").daemon().start(ExitCodeOne::haltLater);
    }

    private static void haltLater() {
        try {
            Thread.sleep(ORDERLY_MILLIS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        Runtime.getRuntime().halt(1);
    }
}

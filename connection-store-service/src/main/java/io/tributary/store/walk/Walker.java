package io.tributary.store.walk;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.event.Level;
import org.springframework.context.SmartLifecycle;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;

/** Looks every second whether a walk is due, for each environment by itself. */
final class Walker implements SmartLifecycle {

    private static final Logger LOGGER = LoggerFactory.getLogger(Walker.class);
    private static final Duration ROUND = Duration.ofSeconds(1);
    private static final Duration AFTER_TROUBLE = Duration.ofSeconds(5);
    private static final Duration LONGEST_STOP = Duration.ofSeconds(5);

    private final List<EnvironmentWalker> environments;
    private volatile ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
    private volatile boolean running;

    Walker(List<EnvironmentWalker> environments) {
        this.environments = List.copyOf(environments);
    }

    @Override
    public void start() {
        running = true;
        threads = Executors.newVirtualThreadPerTaskExecutor();
        environments.forEach(one -> threads.execute(() -> goRound(one)));
    }

    private void goRound(EnvironmentWalker environment) {
        while (running) {
            try {
                Thread.sleep(roundOf(environment));
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                return;
            }
        }
    }

    private Duration roundOf(EnvironmentWalker environment) throws InterruptedException {
        try {
            environment.round();
            return ROUND;
        } catch (RuntimeException e) {
            // The brokers' or the database's trouble most likely; a lease that is left runs out.
            // While stopping, a thread that is interrupted at the database is no news.
            LOGGER.atLevel(running ? Level.WARN : Level.DEBUG)
                    .setCause(e)
                    .log("no walk this time; trying again");
            return AFTER_TROUBLE;
        }
    }

    /**
     * Gives walks under way the time to say that they ended, so that another instance may go on.
     */
    @Override
    public void stop() {
        running = false;
        threads.shutdownNow();
        try {
            threads.awaitTermination(LONGEST_STOP.toSeconds(), TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    @Override
    public boolean isRunning() {
        return running;
    }
}

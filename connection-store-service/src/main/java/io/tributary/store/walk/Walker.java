package io.tributary.store.walk;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/** Looks every second whether a walk is due, for each environment by itself. */
final class Walker implements SmartLifecycle {

    private static final Logger LOGGER = LoggerFactory.getLogger(Walker.class);
    private static final Duration ROUND = Duration.ofSeconds(1);
    private static final Duration AFTER_TROUBLE = Duration.ofSeconds(5);

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

    private static Duration roundOf(EnvironmentWalker environment) throws InterruptedException {
        try {
            environment.round();
            return ROUND;
        } catch (RuntimeException e) {
            // The brokers' or the database's trouble most likely; a lease that is left runs out.
            LOGGER.atWarn().setCause(e).log("no walk this time; trying again");
            return AFTER_TROUBLE;
        }
    }

    @Override
    public void stop() {
        running = false;
        threads.shutdownNow();
    }

    @Override
    public boolean isRunning() {
        return running;
    }
}

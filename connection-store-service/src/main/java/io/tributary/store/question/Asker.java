package io.tributary.store.question;

import io.tributary.nango.api.NangoApi;
import io.tributary.store.environment.Environments;
import io.tributary.store.environment.Environments.Access;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;
import org.springframework.jdbc.core.JdbcTemplate;

import java.time.Clock;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;

/** Goes round the environments: at once after a question was raised, and twice a second. */
public final class Asker implements SmartLifecycle {

    private static final Logger LOGGER = LoggerFactory.getLogger(Asker.class);
    private static final long ROUND_MILLIS = 500;
    private static final long AFTER_TROUBLE_MILLIS = 2_000;

    private final List<EnvironmentAsker> environments;
    private final CaughtUp caughtUp;
    private final Semaphore wake = new Semaphore(0);
    private volatile boolean running;
    private volatile ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();

    public Asker(
            Environments environments,
            Budgets budgets,
            JdbcTemplate jdbc,
            Answering answering,
            CaughtUp caughtUp,
            Clock clock) {
        QuestionBook book = new QuestionBook(jdbc);
        FloodBook floods = new FloodBook(jdbc);
        this.environments =
                environments.names().stream()
                        .map(
                                name -> {
                                    Access access = environments.get(name);
                                    NangoApi nango = access.nango();
                                    Budget budget = budgets.of(name);
                                    return new EnvironmentAsker(
                                            name,
                                            new Answers(nango, access.key(), budget),
                                            budget,
                                            new FirstPage(
                                                    name, nango, budget, floods, book, answering,
                                                    clock),
                                            floods,
                                            book,
                                            answering,
                                            clock,
                                            this::wake);
                                })
                        .toList();
        this.caughtUp = caughtUp;
    }

    /** There may be something to ask. */
    public void wake() {
        wake.release();
    }

    @Override
    public void start() {
        running = true;
        threads = Executors.newVirtualThreadPerTaskExecutor();
        Thread.ofPlatform().name("asker").daemon().start(this::goRound);
    }

    private void goRound() {
        long wait = ROUND_MILLIS;
        while (running) {
            try {
                wake.tryAcquire(wait, TimeUnit.MILLISECONDS);
                wake.drainPermits();
                wait = ROUND_MILLIS;
                Set<Integer> partitions = caughtUp.partitions();
                if (running && !partitions.isEmpty()) {
                    environments.forEach(one -> one.round(partitions, threads));
                }
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                return;
            } catch (RuntimeException e) {
                // The database's trouble most likely; whatever it is, questions must go on.
                wait = AFTER_TROUBLE_MILLIS;
                LOGGER.atWarn().setCause(e).log("no questions asked this time; trying again");
            }
        }
    }

    @Override
    public void stop() {
        running = false;
        wake.release();
        threads.shutdownNow();
    }

    @Override
    public boolean isRunning() {
        return running;
    }
}

package io.tributary.worker.start;

import io.tributary.kafka.TopicMismatch;
import io.tributary.worker.database.SqlStates;
import io.tributary.worker.topic.TopicCheck;

import org.flywaydb.core.api.FlywayException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.context.SmartLifecycle;
import org.springframework.stereotype.Component;

import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/**
 * Brings up the tables and the topics, however long PostgreSQL and the brokers are away, and then
 * says so with {@link Prepared}: before that nothing is consumed or pulled, and the worker is not
 * ready. What waiting does not mend ends the process.
 */
@Component
class Preparation implements SmartLifecycle {

    private static final Logger LOGGER = LoggerFactory.getLogger(Preparation.class);
    private static final int MOST_DOUBLINGS = 5;
    private static final long LONGEST_WAIT = 30;

    private final Schema schema;
    private final TopicCheck topics;
    private final ApplicationEventPublisher events;
    private final CountDownLatch stopped = new CountDownLatch(1);
    private volatile boolean running;

    Preparation(Schema schema, TopicCheck topics, ApplicationEventPublisher events) {
        this.schema = schema;
        this.topics = topics;
        this.events = events;
    }

    /** Returns at once: a start that waited could not be told to end. */
    @Override
    public void start() {
        running = true;
        Thread.ofPlatform().name("preparation").daemon().start(this::prepareThenTell);
    }

    private void prepareThenTell() {
        try {
            if (isDoneInTheEnd("the tables", schema::complete)
                    && isDoneInTheEnd("the topics", topics::run)) {
                tell();
            }
        } catch (RuntimeException e) {
            LOGGER.atError().setCause(e).log("this worker cannot start; the process ends");
            // Not on this thread: the orderly end takes the lock that it may hold.
            new Thread(() -> System.exit(1), "start-refused").start();
        }
    }

    /** Not while it is being stopped: what begins then would not be stopped any more. */
    private synchronized void tell() {
        if (running) {
            events.publishEvent(new Prepared());
        }
    }

    /** False if the worker is told to end before. */
    private boolean isDoneInTheEnd(String what, Runnable step) {
        for (int failures = 0; running; failures++) {
            try {
                step.run();
                return true;
            } catch (RuntimeException e) {
                if (isRefusal(e)) {
                    throw e;
                }
                LOGGER.atWarn()
                        .addKeyValue("what", what)
                        .addKeyValue("failures", failures + 1)
                        .addKeyValue("why", e.getMessage())
                        .log("not there yet; nothing is consumed or pulled until it is");
                await(failures);
            }
        }
        return false;
    }

    private static boolean isRefusal(RuntimeException e) {
        return e instanceof TopicMismatch || e instanceof FlywayException && !SqlStates.passes(e);
    }

    private void await(int failures) {
        long seconds = Math.min(1L << Math.min(failures, MOST_DOUBLINGS), LONGEST_WAIT);
        try {
            stopped.await(seconds, TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            // Only the end of the JVM interrupts this thread.
            Thread.currentThread().interrupt();
            running = false;
        }
    }

    @Override
    public synchronized void stop() {
        running = false;
        stopped.countDown();
    }

    @Override
    public boolean isRunning() {
        return running;
    }

    /** Stopped before what it lets begin: the last to start is the first to stop. */
    @Override
    public int getPhase() {
        return Integer.MAX_VALUE;
    }
}

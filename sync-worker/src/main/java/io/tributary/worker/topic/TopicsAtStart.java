package io.tributary.worker.topic;

import io.tributary.events.Topic;
import io.tributary.events.Topics;
import io.tributary.kafka.TopicMismatch;
import io.tributary.kafka.TopicProvisioner;
import io.tributary.worker.definition.Definitions;

import org.apache.kafka.clients.admin.Admin;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.context.SmartLifecycle;
import org.springframework.kafka.core.KafkaAdmin;
import org.springframework.stereotype.Component;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/**
 * Creates or verifies the topics, however long the brokers are away, and then says so with {@link
 * TopicsVerified}: before that nothing is consumed or pulled, and the worker is not ready. Topics
 * that are not as declared end the process.
 */
@Component
class TopicsAtStart implements SmartLifecycle {

    private static final Logger LOGGER = LoggerFactory.getLogger(TopicsAtStart.class);
    private static final int MOST_DOUBLINGS = 5;
    private static final long LONGEST_WAIT = 30;

    private final KafkaAdmin brokers;
    private final TopicsSettings settings;
    private final Definitions definitions;
    private final ApplicationEventPublisher events;
    private final CountDownLatch stopped = new CountDownLatch(1);
    private volatile boolean running;

    TopicsAtStart(
            KafkaAdmin brokers,
            TopicsSettings settings,
            Definitions definitions,
            ApplicationEventPublisher events) {
        this.brokers = brokers;
        this.settings = settings;
        this.definitions = definitions;
        this.events = events;
    }

    /** Returns at once: a start that waited could not be told to end. */
    @Override
    public void start() {
        running = true;
        Thread.ofPlatform().name("topics-at-start").daemon().start(this::verifyThenTell);
    }

    private void verifyThenTell() {
        try {
            if (isVerifiedInTheEnd()) {
                tell();
            }
        } catch (RuntimeException e) {
            LOGGER.atError().setCause(e).log("this worker cannot start; the process ends");
            // Not on this thread: the orderly end takes the lock that it may hold.
            new Thread(() -> System.exit(1), "topics-refused").start();
        }
    }

    /** Not while it is being stopped: what begins then would not be stopped any more. */
    private synchronized void tell() {
        if (running) {
            events.publishEvent(new TopicsVerified());
        }
    }

    /** False if the worker is told to end before. */
    private boolean isVerifiedInTheEnd() {
        for (int failures = 0; running; failures++) {
            try {
                verify();
                return true;
            } catch (TopicMismatch e) {
                throw e;
            } catch (RuntimeException e) {
                LOGGER.atWarn()
                        .addKeyValue("why", e)
                        .log("the topics cannot be verified now; nothing is pulled until they are");
                await(failures);
            }
        }
        return false;
    }

    private void verify() {
        try (Admin admin = Admin.create(brokers.getConfigurationProperties())) {
            new TopicProvisioner(admin, settings.layout()).createOrVerify(topics());
        }
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

    private List<Topic> topics() {
        List<Topic> topics = new ArrayList<>();
        topics.add(Topics.CONNECTIONS);
        topics.add(Topics.parked(Topics.CONNECTIONS));
        topics.add(Topics.SYNC_RUNS);
        definitions.models().forEach(model -> topics.add(Topics.records(model)));
        return topics;
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

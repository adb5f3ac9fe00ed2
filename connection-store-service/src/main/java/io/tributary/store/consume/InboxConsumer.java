package io.tributary.store.consume;

import org.springframework.context.SmartLifecycle;
import org.springframework.context.event.EventListener;
import org.springframework.kafka.event.ConsumerStoppedEvent;
import org.springframework.kafka.listener.ConcurrentMessageListenerContainer;

/**
 * Starts consuming once the topics are verified, however long that takes, and ends the process if
 * consuming stops by itself: what the stopped consumer held would be lost otherwise.
 */
final class InboxConsumer implements SmartLifecycle {

    private final ConcurrentMessageListenerContainer<byte[], byte[]> container;
    private final TopicCheck topics;
    private final PendingTransaction pending;
    private final Persistence persistence;
    private final Stopping stopping;
    private final ProcessEnd processEnd;
    private volatile boolean running;
    private volatile boolean verified;

    InboxConsumer(
            ConcurrentMessageListenerContainer<byte[], byte[]> container,
            TopicCheck topics,
            PendingTransaction pending,
            Persistence persistence,
            Stopping stopping,
            ProcessEnd processEnd) {
        this.container = container;
        this.topics = topics;
        this.pending = pending;
        this.persistence = persistence;
        this.stopping = stopping;
        this.processEnd = processEnd;
    }

    /** Returns at once: without a broker the service runs, but is not ready. */
    @Override
    public void start() {
        running = true;
        Thread.ofPlatform().name("inbox-start").daemon().start(this::startWhenPossible);
    }

    private void startWhenPossible() {
        try {
            persistence.untilDone("verifying topics", topics::run);
            persistence.untilDone("settling what was left open", pending::settle);
        } catch (RuntimeException e) {
            // Refused, and the process ends; or it ends anyway.
            return;
        }
        verified = true;
        synchronized (stopping) {
            if (!stopping.hasBegun()) {
                container.start();
            }
        }
    }

    @Override
    public void stop() {
        synchronized (stopping) {
            stopping.begin();
        }
        container.stop();
        running = false;
    }

    @EventListener
    void on(ConsumerStoppedEvent event) {
        if (!stopping.hasBegun()) {
            processEnd.end("the inbox's consumer stopped: " + event.getReason(), null);
        }
    }

    @Override
    public boolean isRunning() {
        return running;
    }

    boolean isVerified() {
        return verified;
    }

    boolean isConsuming() {
        return container.isRunning();
    }
}

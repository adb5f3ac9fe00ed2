package io.tributary.store.consume;

import org.springframework.context.SmartLifecycle;
import org.springframework.context.event.EventListener;
import org.springframework.kafka.event.ConsumerStoppedEvent;
import org.springframework.kafka.listener.ConcurrentMessageListenerContainer;

/**
 * Starts consuming once everything is prepared, however long that takes, and ends the process if
 * consuming stops by itself: what the stopped consumer held would be lost otherwise.
 */
final class InboxConsumer implements SmartLifecycle {

    private static final String FENCED =
            "FENCED: the brokers take nothing more from this process. Either it was halted for"
                    + " longer than a transaction may last; then it is well once started again. Or"
                    + " another process at the same Kafka has the same tributary.instance; then"
                    + " give each a name of its own.";

    private final ConcurrentMessageListenerContainer<byte[], byte[]> container;
    private final Preparation preparation;
    private final InstanceName name;
    private final Stopping stopping;
    private final ProcessEnd processEnd;
    private volatile boolean running;
    private volatile boolean verified;

    InboxConsumer(
            ConcurrentMessageListenerContainer<byte[], byte[]> container,
            Preparation preparation,
            InstanceName name,
            Stopping stopping,
            ProcessEnd processEnd) {
        this.container = container;
        this.preparation = preparation;
        this.name = name;
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
            preparation.run();
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
        name.release();
        running = false;
    }

    @EventListener
    void on(ConsumerStoppedEvent event) {
        if (!stopping.hasBegun()) {
            processEnd.end(
                    event.getReason() == ConsumerStoppedEvent.Reason.FENCED
                            ? FENCED
                            : "the inbox's consumer stopped: " + event.getReason(),
                    null);
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

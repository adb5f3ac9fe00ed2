package io.tributary.store.endurance;

import org.apache.kafka.clients.producer.KafkaProducer;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Supplier;

/** Lets the world go on at a pace, on a thread of its own, and tells the inbox of it. */
final class Feeder {

    private final Supplier<Webhook> world;
    private final KafkaProducer<byte[], byte[]> inbox;
    private volatile int inputs;
    private final AtomicInteger fed = new AtomicInteger();
    private final AtomicReference<Throwable> failure = new AtomicReference<>();
    private final Thread thread;
    private volatile double perSecond;
    private volatile boolean stopped;
    private final AtomicInteger burst = new AtomicInteger();
    private volatile Runnable beforeBurst = () -> {};
    // Only ever touched by the thread.
    private final List<Webhook> held = new ArrayList<>();

    Feeder(
            Supplier<Webhook> world,
            KafkaProducer<byte[], byte[]> inbox,
            int inputs,
            double perSecond) {
        this.world = world;
        this.inbox = inbox;
        this.inputs = inputs;
        this.perSecond = perSecond;
        this.thread = Thread.ofPlatform().name("feeder").daemon().unstarted(this::feed);
    }

    Feeder start() {
        thread.start();
        return this;
    }

    private void feed() {
        try {
            long due = System.nanoTime();
            while (fed.get() + held.size() < inputs && !stopped) {
                held.add(world.get());
                int wanted = burst.get();
                if (held.size() >= wanted) {
                    if (wanted > 0) {
                        beforeBurst.run();
                    }
                    send();
                    burst.compareAndSet(wanted, 0);
                }
                if (wanted > 0) {
                    continue;
                }
                due = Math.max(due + (long) (1e9 / perSecond), System.nanoTime() - 1_000_000_000L);
                LockSupport.parkNanos(due - System.nanoTime());
            }
            send();
            inbox.flush();
        } catch (RuntimeException | Error e) {
            failure.compareAndSet(null, e);
        }
    }

    private void send() {
        for (Webhook webhook : held) {
            inbox.send(
                    webhook.record(),
                    (_, failed) -> {
                        if (failed != null) {
                            failure.compareAndSet(null, failed);
                        }
                    });
        }
        fed.addAndGet(held.size());
        held.clear();
    }

    /** So many inputs at once; returns when they are on their way. */
    void burst(int size) {
        burst(size, () -> {});
    }

    /**
     * The same.
     *
     * @param before they are sent, and after all that they tell of has happened at Nango
     */
    void burst(int size, Runnable before) {
        beforeBurst = before;
        burst.set(size);
        while (burst.get() > 0 && thread.isAlive()) {
            LockSupport.parkNanos(1_000_000);
        }
        complain();
    }

    void pace(double inputsPerSecond) {
        perSecond = inputsPerSecond;
    }

    int fed() {
        return fed.get();
    }

    boolean done() {
        return !thread.isAlive();
    }

    /** What is missing to so many in all, as fast as it goes; returns when all is in the inbox. */
    void finish(int inAll) {
        inputs = inAll;
        perSecond = 100_000;
        join();
    }

    /** No more; returns when what there was is in the inbox. */
    void stop() {
        stopped = true;
        join();
    }

    private void join() {
        try {
            thread.join();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        complain();
    }

    private void complain() {
        if (failure.get() != null) {
            throw new IllegalStateException("not all inputs are in the inbox", failure.get());
        }
    }
}

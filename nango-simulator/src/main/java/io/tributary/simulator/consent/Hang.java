package io.tributary.simulator.consent;

import org.springframework.context.event.ContextClosedEvent;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;

import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/** Requests that are left without an answer, until all of them are released. */
@Component
public final class Hang {

    private static final long LONGEST_MINUTES = 10;

    private volatile CountDownLatch latch = new CountDownLatch(1);

    void untilReleased() throws InterruptedException {
        var _ = latch.await(LONGEST_MINUTES, TimeUnit.MINUTES);
    }

    /** Those that hang now get their answer. */
    public synchronized void release() {
        latch.countDown();
        latch = new CountDownLatch(1);
    }

    /** Before the web server waits for its requests to end. */
    @EventListener(ContextClosedEvent.class)
    void stopping() {
        release();
    }
}

package io.tributary.ingress.durable;

import org.springframework.stereotype.Component;

import java.util.concurrent.atomic.AtomicBoolean;

/**
 * Shut until the topics are verified. Without it a delivery that comes early would make the
 * producer ask for a topic's metadata, on which brokers that create topics by themselves create a
 * wrong one.
 */
@Component
class Gate {

    private final AtomicBoolean open = new AtomicBoolean();

    void open() {
        open.set(true);
    }

    boolean isOpen() {
        return open.get();
    }
}

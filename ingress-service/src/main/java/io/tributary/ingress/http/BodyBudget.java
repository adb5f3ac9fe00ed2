package io.tributary.ingress.http;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.tributary.ingress.IngressSettings;

import org.springframework.stereotype.Component;

import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;

/**
 * Bounds what all requests together hold: their number, and the bytes of their bodies from arrival
 * to answer. Bytes are counted as they arrive, not as announced, so that whoever announces much and
 * sends little takes no room from others.
 */
@Component
class BodyBudget {

    private final long maxBytes;
    private final long maxRequests;
    private final AtomicLong bytes = new AtomicLong();
    private final AtomicLong requests = new AtomicLong();

    BodyBudget(IngressSettings settings, MeterRegistry meters) {
        this.maxBytes = settings.bodyBudget().toBytes();
        this.maxRequests = settings.maxRequests();
        Gauge.builder("tributary.ingress.body.bytes", bytes, AtomicLong::get)
                .baseUnit("bytes")
                .description("Bytes of bodies held, from arrival to answer")
                .register(meters);
        Gauge.builder("tributary.ingress.requests", requests, AtomicLong::get)
                .description("Requests in progress")
                .register(meters);
    }

    /** A share for one request, or none if there are too many. */
    Optional<Share> open() {
        return add(requests, 1, maxRequests) ? Optional.of(new Share()) : Optional.empty();
    }

    private static boolean add(AtomicLong counter, long more, long limit) {
        if (counter.addAndGet(more) <= limit) {
            return true;
        }
        counter.addAndGet(-more);
        return false;
    }

    /**
     * What one request holds. Closing twice does nothing. Thread-safe: a timeout closes it while
     * the event loop may be about to add what has just arrived.
     */
    final class Share implements AutoCloseable {

        private long held;
        private boolean closed;

        /** Takes more, if there is as much and it is not closed. */
        synchronized boolean grow(long more) {
            if (closed || !add(bytes, more, maxBytes)) {
                return false;
            }
            held += more;
            return true;
        }

        /** Gives the bytes back; the request goes on without them. */
        synchronized void shrink() {
            bytes.addAndGet(-held);
            held = 0;
        }

        @Override
        public synchronized void close() {
            if (!closed) {
                closed = true;
                shrink();
                requests.decrementAndGet();
            }
        }
    }
}

package io.tributary.simulator.wire;

import org.springframework.stereotype.Component;

import java.io.IOException;
import java.time.Duration;
import java.util.Deque;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedDeque;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;

/**
 * Sends one request and reads the whole answer, adding nothing and taking nothing away. Connections
 * are kept alive and used again where the other side allows it.
 */
@Component
public final class WireClient implements AutoCloseable {

    private final Map<Origin, Deque<WireConnection>> idle = new ConcurrentHashMap<>();
    private final ScheduledExecutorService deadlines =
            Executors.newSingleThreadScheduledExecutor(
                    Thread.ofPlatform().daemon().name("wire-deadline").factory());

    /**
     * Waits at most {@code limit} for the last byte of the answer.
     *
     * @throws WireTimeout when the time is up
     * @throws IOException when there is no connection, or it breaks, or no HTTP comes back
     */
    public WireResponse exchange(WireRequest request, Duration limit) throws IOException {
        WireConnection connection = take(request.origin());
        AtomicBoolean late = new AtomicBoolean();
        Runnable timeUp =
                () -> {
                    late.set(true);
                    connection.abort();
                };
        Future<?> deadline = deadlines.schedule(timeUp, limit.toMillis(), TimeUnit.MILLISECONDS);
        try {
            WireResponse response = connection.exchange(request);
            giveBack(request.origin(), connection);
            return response;
        } catch (IOException | RuntimeException broken) {
            connection.abort();
            if (late.get()) {
                throw new WireTimeout(limit);
            }
            throw broken;
        } finally {
            deadline.cancel(false);
        }
    }

    private WireConnection take(Origin origin) {
        Deque<WireConnection> free = idle.getOrDefault(origin, new ConcurrentLinkedDeque<>());
        for (WireConnection next = free.pollFirst(); next != null; next = free.pollFirst()) {
            if (next.isReusable()) {
                return next;
            }
            next.abort();
        }
        return new WireConnection(origin);
    }

    private void giveBack(Origin origin, WireConnection connection) {
        if (connection.isReusable()) {
            idle.computeIfAbsent(origin, _ -> new ConcurrentLinkedDeque<>()).addFirst(connection);
        } else {
            connection.abort();
        }
    }

    @Override
    public void close() {
        deadlines.shutdownNow();
        idle.values().forEach(free -> free.forEach(WireConnection::abort));
    }
}

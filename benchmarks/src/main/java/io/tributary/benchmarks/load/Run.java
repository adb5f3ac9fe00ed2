package io.tributary.benchmarks.load;

import io.netty.channel.EventLoop;

import org.HdrHistogram.Histogram;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

/** One measurement. Everything in it happens on the event loop's thread. */
final class Run {

    private static final int ACCEPTED = 202;
    private static final long LONGEST = TimeUnit.MINUTES.toNanos(1);
    private static final int DIGITS = 3;

    private final EventLoop loop;
    private final Deliveries deliveries;
    private final Queue<Connection> idle = new ArrayDeque<>();
    private final Deque<Long> waiting = new ArrayDeque<>();
    private final Histogram answers = new Histogram(LONGEST, DIGITS);
    private final Histogram lateness = new Histogram(LONGEST, DIGITS);
    private final CompletableFuture<Timing> end = new CompletableFuture<>();

    /** Between two deliveries, in nanoseconds; 0 for none. */
    private final long interval;

    private final long from;
    private final long until;
    private final int connections;
    private long nextDue;
    private long counted;

    /**
     * @param interval between two deliveries in nanoseconds, or 0 to post whenever a connection is
     *     free
     * @param settle at the beginning, which does not count
     */
    Run(
            EventLoop loop,
            List<Connection> connections,
            Deliveries deliveries,
            long interval,
            Duration settle,
            Duration time) {
        this.loop = loop;
        this.deliveries = deliveries;
        this.interval = interval;
        this.connections = connections.size();
        this.idle.addAll(connections);
        this.nextDue = System.nanoTime();
        this.from = nextDue + settle.toNanos();
        this.until = from + time.toNanos();
    }

    /** The outcome, once the last delivery is answered; or the first thing that went wrong. */
    CompletableFuture<Timing> end() {
        return end;
    }

    /** Posts what is due, and comes back when more is. */
    void go() {
        long now = System.nanoTime();
        if (interval == 0) {
            while (now < until && !idle.isEmpty()) {
                post(idle.remove(), now);
            }
            return;
        }
        while (nextDue <= now && nextDue < until) {
            due(nextDue, now);
            nextDue += interval;
        }
        if (nextDue < until) {
            loop.schedule(this::go, nextDue - System.nanoTime(), TimeUnit.NANOSECONDS);
        }
    }

    private void due(long at, long now) {
        if (idle.isEmpty()) {
            waiting.add(at);
            return;
        }
        if (at >= from) {
            lateness.recordValue(Math.min(now - at, LONGEST));
        }
        post(idle.remove(), at);
    }

    private void post(Connection connection, long due) {
        connection.post(deliveries.next(due), due, this);
    }

    void answered(Connection connection, long due, int status) {
        if (status != ACCEPTED) {
            failed(new IllegalStateException("a delivery was answered " + status));
            return;
        }
        long now = System.nanoTime();
        if (due >= from) {
            answers.recordValue(Math.min(now - due, LONGEST));
        }
        if (now >= from && now < until) {
            counted++;
        }
        if (!waiting.isEmpty()) {
            post(connection, waiting.remove());
        } else if (interval == 0 && now < until) {
            post(connection, now);
        } else {
            idle.add(connection);
            endIfAllAnswered();
        }
    }

    private void endIfAllAnswered() {
        if (idle.size() == connections && (interval == 0 || nextDue >= until)) {
            double seconds = (until - from) / 1e9;
            end.complete(new Timing(counted / seconds, answers, lateness));
        }
    }

    void failed(Throwable cause) {
        end.completeExceptionally(cause);
    }
}

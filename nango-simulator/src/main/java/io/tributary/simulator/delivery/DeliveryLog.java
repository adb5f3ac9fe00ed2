package io.tributary.simulator.delivery;

import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;

/** What happened to webhooks, call by call; the last ten thousand. */
@Component
public final class DeliveryLog {

    private static final int KEPT = 10_000;

    private final Deque<Entry> entries = new ArrayDeque<>();

    /** How a call ended, or why there was none. */
    public enum Result {
        DELIVERED,
        REFUSED,
        TIMED_OUT,
        BROKEN,
        DROPPED_ON_REQUEST,
        DROPPED_BY_CIRCUIT
    }

    /**
     * One call, or one that was not made.
     *
     * @param delivery the same for all calls that carry one webhook
     * @param attempt from 1; 0 where no call was made
     * @param status of the last answer, absent without one
     * @param at when the call began
     * @param bodySha256 hex
     */
    public record Entry(
            String delivery,
            String environment,
            String type,
            @Nullable String operation,
            @Nullable String connectionId,
            @Nullable String url,
            int attempt,
            Result result,
            @Nullable Integer status,
            @Nullable String reason,
            Instant at,
            long tookMillis,
            String bodySha256) {}

    synchronized void add(Entry entry) {
        entries.addLast(entry);
        if (entries.size() > KEPT) {
            entries.removeFirst();
        }
    }

    /** Oldest first. */
    public synchronized List<Entry> entries() {
        return List.copyOf(entries);
    }

    public synchronized void clear() {
        entries.clear();
    }
}

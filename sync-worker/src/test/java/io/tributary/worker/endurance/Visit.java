package io.tributary.worker.endurance;

import org.jspecify.annotations.Nullable;

import java.util.concurrent.atomic.AtomicLong;

/** One request as the provider saw it; times are of {@link System#nanoTime()}. */
final class Visit {

    private static final long OPEN = Long.MAX_VALUE;

    private final String connection;
    private final String worker;
    private final int page;
    private final long began = System.nanoTime();
    private final AtomicLong ended = new AtomicLong(OPEN);

    Visit(String connection, String worker, int page) {
        this.connection = connection;
        this.worker = worker;
        this.page = page;
    }

    void end() {
        ended.set(System.nanoTime());
    }

    String connection() {
        return connection;
    }

    /** Who asked. */
    String worker() {
        return worker;
    }

    int page() {
        return page;
    }

    long began() {
        return began;
    }

    boolean overlaps(@Nullable Visit other) {
        return other != null && began < other.ended.get() && other.began < ended.get();
    }

    @Override
    public String toString() {
        return "%s asks %s for page %d at %d ms for %d ms"
                .formatted(
                        worker,
                        connection,
                        page,
                        began / 1_000_000,
                        (ended.get() - began) / 1_000_000);
    }
}

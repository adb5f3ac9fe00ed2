package io.tributary.benchmarks.site;

import io.tributary.benchmarks.load.Capture;
import io.tributary.benchmarks.load.Deliveries;
import io.tributary.benchmarks.load.Template;
import io.tributary.benchmarks.service.Simulator;
import io.tributary.events.ConnectionKey;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/** Webhooks about connections that Nango has just made, each once, and when each was due. */
public final class Creations implements Deliveries {

    private static final int THREADS = 4;

    private final Map<ConnectionKey, Long> due = new ConcurrentHashMap<>();
    private final Template template;
    private final long end;
    private long next;

    private Creations(Path home, long first, int count) throws IOException {
        this.template =
                Capture.named(home, "auth-creation-oauth2")
                        .about(Simulator.INTEGRATION)
                        .template(Site.PATH, Site.KEY);
        this.end = first + count;
        this.next = first;
    }

    /**
     * Makes connections in the stand-in Nango, which tells nobody.
     *
     * @param home the project's folder
     * @param first number of a connection
     * @param count how many can be posted
     */
    public static Creations of(Path home, Simulator nango, long first, int count)
            throws IOException, InterruptedException, ExecutionException {
        Creations creations = new Creations(home, first, count);
        try (ExecutorService threads = Executors.newFixedThreadPool(THREADS)) {
            List<Future<Void>> made = new ArrayList<>();
            for (long number = first; number < creations.end; number++) {
                ConnectionKey one = connection(number);
                made.add(
                        threads.submit(
                                () -> {
                                    nango.connect(one);
                                    return null;
                                }));
            }
            for (Future<Void> one : made) {
                one.get();
            }
        }
        return creations;
    }

    private static ConnectionKey connection(long number) {
        return new ConnectionKey(
                Site.ENVIRONMENT, Simulator.INTEGRATION, Template.connection(number));
    }

    @Override
    public byte[] next(long dueNanos) {
        if (next == end) {
            throw new IllegalStateException("more are posted than were made");
        }
        due.put(connection(next), dueNanos);
        return template.wire(next++);
    }

    /** What was posted, and when each was due by {@link System#nanoTime()}. */
    public Map<ConnectionKey, Long> due() {
        return due;
    }
}

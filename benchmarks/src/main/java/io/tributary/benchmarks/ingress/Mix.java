package io.tributary.benchmarks.ingress;

import io.tributary.benchmarks.load.Capture;
import io.tributary.benchmarks.load.Deliveries;
import io.tributary.benchmarks.load.Template;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/**
 * Deliveries in the shapes of those that a real Nango sent: six of ten about a connection's
 * authorization, three of a sync, one a third party's webhook passed on, with 1 to 100 kB spread
 * evenly over the orders of magnitude. Each is about a connection of its own, so none is like
 * another.
 */
final class Mix implements Deliveries {

    /** The environment's signing key. */
    static final String KEY = "d2b4bb1f-9c1c-4e0b-8a52-5b7a8b1a7e55";

    private static final int AUTH = 6;
    private static final int SYNC = 9;
    private static final int ALL = 10;
    private static final int SIZES = 200;
    private static final double SMALLEST = 1_000;
    private static final double SPREAD = 100;

    private final List<Template> auth;
    private final List<Template> sync;
    private final List<Template> forwards;
    private final Random random;
    private long next;
    private long inbox;
    private long bytes;

    /**
     * @param home the project's folder, which has the captured deliveries
     * @param path to post to
     */
    Mix(Path home, String path, long seed) throws IOException {
        random = new Random(seed);
        List<Capture> captures = Capture.all(home);
        auth = named(captures, "auth-", path);
        sync = named(captures, "sync-", path);
        Capture forward = Capture.named(home, "forward-attributed");
        forwards = new ArrayList<>();
        for (int i = 0; i < SIZES; i++) {
            int size = (int) (SMALLEST * Math.pow(SPREAD, i / (SIZES - 1.0)));
            forwards.add(forward.grown(size, random).template(path, KEY));
        }
    }

    private static List<Template> named(List<Capture> captures, String start, String path) {
        return captures.stream()
                .filter(capture -> capture.name().startsWith(start))
                .map(capture -> capture.template(path, KEY))
                .toList();
    }

    @Override
    public byte[] next(long due) {
        int one = random.nextInt(ALL);
        if (one < AUTH) {
            inbox++;
        }
        List<Template> kind = one < AUTH ? auth : one < SYNC ? sync : forwards;
        Template template = kind.get(random.nextInt(kind.size()));
        bytes += template.size();
        return template.wire(next++);
    }

    /** How many there were so far that belong on the inbox. */
    long inbox() {
        return inbox;
    }

    /** How many there were so far. */
    long all() {
        return next;
    }

    /** The bodies' mean size so far, in bytes. */
    double size() {
        return (double) bytes / next;
    }
}

package io.tributary.ingress.support;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.tributary.ingress.support.RawHttp.Response;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Queue;
import java.util.UUID;
import java.util.concurrent.ConcurrentLinkedQueue;

/** Senders that post one body after the other, each body once, until told to stop. */
public final class Load implements AutoCloseable {

    /** One post; the status is 0 if there was no answer. */
    public record Outcome(String id, int status, Duration took, String body) {}

    private final Queue<Outcome> outcomes = new ConcurrentLinkedQueue<>();
    private final List<Thread> senders = new ArrayList<>();
    private final int port;
    private final int size;
    private volatile boolean stopped;

    private Load(int port, int size) {
        this.port = port;
        this.size = size;
    }

    /**
     * @param size of each body in bytes, at least
     */
    public static Load start(int port, int senders, int size) {
        Load load = new Load(port, size);
        for (int i = 0; i < senders; i++) {
            load.senders.add(Thread.startVirtualThread(load::send));
        }
        return load;
    }

    private void send() {
        while (!stopped) {
            String id = UUID.randomUUID().toString();
            long start = System.nanoTime();
            Response answer = post(id);
            outcomes.add(
                    new Outcome(
                            id,
                            answer.status(),
                            Duration.ofNanos(System.nanoTime() - start),
                            answer.body()));
        }
    }

    private Response post(String id) {
        byte[] padding = new byte[size];
        Arrays.fill(padding, (byte) ' ');
        byte[] body = (id + new String(padding, UTF_8)).getBytes(UTF_8);
        try {
            return Posted.of(body).post(port);
        } catch (IOException e) {
            return new Response(0, java.util.Map.of(), String.valueOf(e.getMessage()));
        }
    }

    /** The id in a body that was posted. */
    public static String id(byte[] body) {
        return new String(body, 0, 36, UTF_8);
    }

    public List<Outcome> outcomes() {
        return List.copyOf(outcomes);
    }

    public long count(int status) {
        return outcomes.stream().filter(outcome -> outcome.status() == status).count();
    }

    /** Lets the posts in progress end. */
    @Override
    public void close() {
        stopped = true;
        for (Thread sender : senders) {
            try {
                sender.join();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        }
    }
}

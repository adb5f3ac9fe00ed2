package io.tributary.ingress.support;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import io.tributary.backing.BackingServices;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * Prints webhooks per second with broker, service and senders on one machine, and the first
 * requests after readiness. Not a test: run its main by hand.
 */
public final class Measure {

    private static final int SENDERS = 64;
    private static final int ROUNDS = 3;
    private static final long SECONDS = 10;

    private Measure() {}

    public static void main(String[] args) throws Exception {
        try (Ingress ingress = Ingress.start(BackingServices.kafka())) {
            Capture capture = Capture.named("auth-creation-oauth2");
            firstRequests(ingress, capture);
            byte[] webhook = wire(capture, "/api/webhooks/nango/dev");
            byte[] nothing = wire(capture, "/api/webhooks/nango/no-such-environment");
            for (int round = 0; round < ROUNDS; round++) {
                print("webhooks kept", run(ingress.port(), webhook, 202));
                print("no-op (404)", run(ingress.port(), nothing, 404));
            }
        }
        System.exit(0);
    }

    private static void firstRequests(Ingress ingress, Capture capture) throws IOException {
        byte[] webhook = wire(capture, "/api/webhooks/nango/dev");
        long[] micros = new long[200];
        for (int i = 0; i < micros.length; i++) {
            long start = System.nanoTime();
            try (RawHttp http = new RawHttp(ingress.port())) {
                http.write(webhook);
                require(http.read().status(), 202);
            }
            micros[i] = (System.nanoTime() - start) / 1_000;
        }
        System.out.printf("first requests [us]: %s%n", Arrays.toString(Arrays.copyOf(micros, 10)));
        Arrays.sort(micros);
        System.out.printf(
                "median %d us, max %d us%n", micros[micros.length / 2], micros[micros.length - 1]);
    }

    private static byte[] wire(Capture capture, String path) {
        byte[] head = capture.head(path).getBytes(ISO_8859_1);
        byte[] wire = Arrays.copyOf(head, head.length + capture.body().length);
        System.arraycopy(capture.body(), 0, wire, head.length, capture.body().length);
        return wire;
    }

    private static List<Long> run(int port, byte[] wire, int expected) throws Exception {
        List<Long> nanos = new ArrayList<>();
        long end = System.nanoTime() + SECONDS * 1_000_000_000L;
        List<Thread> senders = new ArrayList<>();
        for (int i = 0; i < SENDERS; i++) {
            senders.add(
                    Thread.startVirtualThread(
                            () -> {
                                List<Long> own = new ArrayList<>();
                                try (RawHttp http = new RawHttp(port)) {
                                    while (System.nanoTime() < end) {
                                        long start = System.nanoTime();
                                        http.write(wire);
                                        require(http.read().status(), expected);
                                        own.add(System.nanoTime() - start);
                                    }
                                } catch (IOException e) {
                                    throw new java.io.UncheckedIOException(e);
                                }
                                synchronized (nanos) {
                                    nanos.addAll(own);
                                }
                            }));
        }
        for (Thread sender : senders) {
            sender.join();
        }
        return nanos;
    }

    private static void require(int status, int expected) {
        if (status != expected) {
            throw new IllegalStateException("answered " + status);
        }
    }

    private static void print(String what, List<Long> nanos) {
        long[] sorted = nanos.stream().mapToLong(Long::longValue).sorted().toArray();
        System.out.printf(
                "%s: %d/s, p50 %.1f ms, p99 %.1f ms%n",
                what,
                sorted.length / SECONDS,
                sorted[sorted.length / 2] / 1e6,
                sorted[sorted.length * 99 / 100] / 1e6);
    }
}

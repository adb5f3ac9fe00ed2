package io.tributary.worker.endurance;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Executors;
import java.util.concurrent.locks.LockSupport;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * Tickets behind a Nango, in pages of {@value #PAGE}, and a record of who asked for which page from
 * when to when. Each worker has an API key of its own, its name.
 */
final class Provider implements AutoCloseable {

    static final int PAGE = 50;

    /** Less than a worker waits for an answer. */
    private static final int LONGEST_MILLIS = 40_000;

    private static final Pattern PAGE_NUMBER = Pattern.compile("[?&]page=(\\d+)");

    /**
     * The tickets of one connection.
     *
     * @param slowest the longest that an answer takes, in milliseconds; the shortest is a third
     */
    private record Tickets(int count, int slowest) {}

    private final HttpServer server;
    private final long seed;
    private final Map<String, Tickets> tickets = new ConcurrentHashMap<>();
    private final Map<String, Integer> gates = new ConcurrentHashMap<>();
    private final List<Visit> visits = new CopyOnWriteArrayList<>();

    Provider(long seed) {
        this.seed = seed;
        try {
            server =
                    HttpServer.create(
                            new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
        server.createContext("/", this::handle);
        server.start();
    }

    String baseUrl() {
        return "http://127.0.0.1:" + server.getAddress().getPort();
    }

    void has(String connection, int count, int slowest) {
        tickets.put(connection, new Tickets(count, slowest));
    }

    /** From this page on it answers very slowly, until it is told another page. */
    void openUpTo(String connection, int page) {
        gates.put(connection, page);
    }

    List<Visit> visits(String connection) {
        return visits.stream().filter(visit -> visit.connection().equals(connection)).toList();
    }

    private void handle(HttpExchange exchange) throws IOException {
        try (exchange) {
            exchange.getRequestBody().readAllBytes();
            String connection = exchange.getRequestHeaders().getFirst("Connection-Id");
            String key = exchange.getRequestHeaders().getFirst("Authorization");
            Matcher number = PAGE_NUMBER.matcher(exchange.getRequestURI().toString());
            int page = number.find() ? Integer.parseInt(number.group(1)) : 0;
            Visit visit = new Visit(connection, key.substring("Bearer ".length()), page);
            visits.add(visit);
            try {
                answer(exchange, connection, page);
            } finally {
                visit.end();
            }
        }
    }

    private boolean isShut(String connection, int page) {
        return page >= gates.getOrDefault(connection, Integer.MAX_VALUE);
    }

    /** Whatever else is asked meanwhile, the same for the same seed. */
    private int millis(Tickets all, String connection, int page) {
        int least = all.slowest() / 3;
        SplittableRandom dice =
                new SplittableRandom(seed + 1_000_003L * connection.hashCode() + page);
        return least + dice.nextInt(all.slowest() - least);
    }

    private void answer(HttpExchange exchange, String connection, int page) throws IOException {
        Tickets all = tickets.get(connection);
        // A slow provider, not a wait for anything.
        LockSupport.parkNanos(1_000_000L * millis(all, connection, page));
        for (int i = 0; i < LONGEST_MILLIS && isShut(connection, page); i += 20) {
            LockSupport.parkNanos(20_000_000);
        }
        int end = Math.min((page + 1) * PAGE, all.count());
        String body =
                IntStream.range(page * PAGE, end)
                        .mapToObj(i -> "{\"id\":%d,\"subject\":\"Ticket %d\"}".formatted(i, i))
                        .collect(Collectors.joining(",", "[", "]"));
        exchange.getResponseHeaders().add("Content-Type", "application/json");
        exchange.getResponseHeaders()
                .add(
                        "Link",
                        end < all.count()
                                ? "</v1/tickets?page=%d>; rel=\"next\"".formatted(page + 1)
                                : "</v1/tickets?page=0>; rel=\"first\"");
        // Chunked: else Nango would drop the link.
        exchange.sendResponseHeaders(200, 0);
        exchange.getResponseBody().write(body.getBytes(StandardCharsets.UTF_8));
    }

    @Override
    public void close() {
        server.stop(0);
    }
}

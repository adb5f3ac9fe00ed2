package io.tributary.worker.stand;

import com.sun.net.httpserver.HttpExchange;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** The contacts behind one connection, in pages, with faults where a test wants them. */
public final class FakeContacts implements FakeProvider {

    /** What happens to one request instead of an answer. */
    @FunctionalInterface
    public interface Fault {
        void answer(HttpExchange exchange) throws IOException;
    }

    private final int total;
    private final Map<Integer, Fault> faults = new ConcurrentHashMap<>();
    private final List<String> requests = new CopyOnWriteArrayList<>();
    private volatile boolean chunked = true;
    private volatile String linkOrigin = "https://crm.example";

    FakeContacts(int total) {
        this.total = total;
    }

    /** The n-th request, from 0, is answered so. */
    public FakeContacts onRequest(int n, Fault fault) {
        faults.put(n, fault);
        return this;
    }

    /** Nango then drops all headers but a few, {@code Link} among them. */
    public FakeContacts buffered() {
        chunked = false;
        return this;
    }

    public FakeContacts linkingTo(String origin) {
        linkOrigin = origin;
        return this;
    }

    /** Path and query of every request so far. */
    public List<String> requests() {
        return requests;
    }

    /** The ids that a complete pull publishes, in order. */
    public List<String> ids() {
        return IntStream.rangeClosed(1, total).mapToObj(Integer::toString).toList();
    }

    @Override
    public void answer(HttpExchange exchange, byte[] body) throws IOException {
        int n;
        synchronized (this) {
            n = requests.size();
            requests.add(exchange.getRequestURI().toString());
        }
        Fault fault = faults.get(n);
        if (fault != null) {
            fault.answer(exchange);
        } else {
            page(exchange);
        }
    }

    /** The page that the request asks for. */
    public void page(HttpExchange exchange) throws IOException {
        Map<String, String> query =
                List.of(exchange.getRequestURI().getQuery().split("&")).stream()
                        .map(parameter -> parameter.split("=", 2))
                        .collect(Collectors.toMap(part -> part[0], part -> part[1]));
        int size = Integer.parseInt(query.get("per_page"));
        int page = Integer.parseInt(query.getOrDefault("page", "1"));
        int last = Math.min(page * size, total);
        String body =
                IntStream.rangeClosed((page - 1) * size + 1, last)
                        .mapToObj(i -> "{\"id\":%d,\"name\":\"Contact %d\"}".formatted(i, i))
                        .collect(Collectors.joining(",", "[", "]"));
        if (!chunked) {
            FakeNango.answer(exchange, 200, body);
            return;
        }
        exchange.getResponseHeaders().add("Content-Type", "application/json");
        if (last < total) {
            exchange.getResponseHeaders()
                    .add(
                            "Link",
                            "<%s/v1/contacts?per_page=%d&page=%d>; rel=\"next\", <%s/v1/contacts?page=1>; rel=\"first\""
                                    .formatted(linkOrigin, size, page + 1, linkOrigin));
        } else if (page > 1) {
            exchange.getResponseHeaders()
                    .add("Link", "<%s/v1/contacts?page=1>; rel=first".formatted(linkOrigin));
        }
        exchange.sendResponseHeaders(200, 0);
        exchange.getResponseBody().write(body.getBytes(StandardCharsets.UTF_8));
    }
}

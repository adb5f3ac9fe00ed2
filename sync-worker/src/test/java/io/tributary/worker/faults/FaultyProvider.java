package io.tributary.worker.faults;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.sun.net.httpserver.HttpExchange;

import io.tributary.worker.faults.ProviderKind.Walk;
import io.tributary.worker.stand.FakeNango;
import io.tributary.worker.stand.FakeProvider;

import java.io.IOException;
import java.net.URLDecoder;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * One connection's provider. About every third request fails somehow, and of the answers some
 * repeat records or whole pages, are empty with others after them, or lose their {@code Link} or
 * cursor. A quiet one does nothing that can only be noticed and not be repaired.
 */
final class FaultyProvider implements FakeProvider {

    private static final Pattern AT = Pattern.compile("[?&]at=([^&]*)|\"at\":\"([^\"]*)\"");
    private static final int SIZE = ProviderKind.PAGE_SIZE;

    private final ProviderKind kind;
    private final ProviderData data;
    private final Random random;
    private final boolean quiet;
    private final Faults faults;
    private int answers;
    private boolean loud;

    FaultyProvider(ProviderKind kind, boolean quiet, Random random) {
        this.kind = kind;
        this.data = ProviderData.of(kind.walk(), quiet ? 4 * SIZE : 0, random);
        this.random = random;
        this.quiet = quiet;
        this.faults = new Faults(random);
    }

    ProviderData data() {
        return data;
    }

    /** Whether it sent something that can only be noticed. */
    synchronized boolean wasLoud() {
        return loud;
    }

    @Override
    public synchronized void answer(HttpExchange exchange, byte[] body) throws IOException {
        Page page = page(start(exchange.getRequestURI().toString() + new String(body, UTF_8)));
        answers++;
        if (!faults.instead(exchange, page.json(kind, answers, data, random))) {
            send(exchange, page);
        }
    }

    /** Where a page begins, by what the worker says. */
    private int start(String request) {
        Matcher at = AT.matcher(request);
        if (!at.find()) {
            return 0;
        }
        String said = URLDecoder.decode(at.group(1) == null ? at.group(2) : at.group(1), UTF_8);
        return switch (kind) {
            case OFFSET, OFFSET_TOTAL, OFFSET_SHORT_PAGE -> Integer.parseInt(said);
            case PAGE_NUMBER -> (Integer.parseInt(said) - 1) * SIZE;
            case PAGE_NUMBER_HAS_MORE -> Integer.parseInt(said) * SIZE;
            case LAST_ID, LAST_ID_HAS_MORE -> data.ids().indexOf(said) + 1;
            default -> Integer.parseInt(said.split("-")[0]);
        };
    }

    private Page page(int start) {
        List<String> ids = ids(start, start + SIZE);
        int next = start + SIZE;
        boolean again = start >= SIZE && random.nextInt(100) < (kind.walk() == Walk.TOKEN ? 8 : 2);
        if (kind.walk() != Walk.TOKEN) {
            if (again && !quiet) {
                return new Page(ids(start - SIZE, start), next, true);
            }
            if (kind.walk() == Walk.ID && !ids.isEmpty() && random.nextInt(10) == 0) {
                ids.add(random.nextInt(ids.size()), ids.getFirst());
            }
            return new Page(ids, next, false);
        }
        if (again) {
            return new Page(ids(start - SIZE, start), start, false);
        }
        if (random.nextInt(100) < 8 && !ids.isEmpty()) {
            return new Page(new ArrayList<>(), start, false);
        }
        if (random.nextInt(100) < 10) {
            ids.addAll(0, ids(start - 2, start));
        }
        return new Page(ids, next, losesWhereToGoOn(ids, next));
    }

    /**
     * Where that can be noticed: a full page without {@code Link}, others to come and no cursor.
     */
    private boolean losesWhereToGoOn(List<String> ids, int next) {
        boolean isNoticed =
                switch (kind) {
                    case LINK_HEADER -> ids.size() >= SIZE;
                    case CURSOR_HAS_MORE -> next < data.ids().size();
                    default -> false;
                };
        return isNoticed && !quiet && random.nextInt(100) < 8;
    }

    private List<String> ids(int from, int to) {
        int size = data.ids().size();
        return new ArrayList<>(
                data.ids().subList(Math.clamp(from, 0, size), Math.clamp(to, 0, size)));
    }

    private void send(HttpExchange exchange, Page page) throws IOException {
        loud |= page.loud();
        String json = page.json(kind, answers, data, random);
        if (kind != ProviderKind.LINK_HEADER) {
            if (random.nextBoolean()) {
                FakeNango.answer(exchange, 200, json);
            } else {
                chunked(exchange, json);
            }
            return;
        }
        if (page.loud()) {
            FakeNango.answer(exchange, 200, json);
            return;
        }
        boolean more = page.next() < data.ids().size();
        String link = "<https://crm.example/items?at=%d-%d>; rel=\"%s\"";
        exchange.getResponseHeaders()
                .add("Link", link.formatted(page.next(), answers, more ? "next" : "last"));
        chunked(exchange, json);
    }

    private static void chunked(HttpExchange exchange, String json) throws IOException {
        exchange.getResponseHeaders().add("Content-Type", "application/json");
        exchange.sendResponseHeaders(200, 0);
        exchange.getResponseBody().write(json.getBytes(UTF_8));
    }

    /**
     * What is answered.
     *
     * @param next where the page after it begins
     * @param loud whether it leaves out what no later page brings: its records, or where to go on
     */
    private record Page(List<String> ids, int next, boolean loud) {

        String json(ProviderKind kind, int nonce, ProviderData data, Random random) {
            boolean more = next < data.ids().size();
            boolean told = more && !(loud && kind == ProviderKind.CURSOR_HAS_MORE);
            String token = next + "-" + nonce;
            String link =
                    switch (kind) {
                        case NEXT_LINK_ABSOLUTE -> "https://crm.example/items?at=" + token;
                        case NEXT_LINK_RELATIVE -> "?at=" + token;
                        default -> token;
                    };
            String meta =
                    "\"meta\":{\"next\":%s,\"more\":%s,\"total\":%d}"
                            .formatted(told ? '"' + link + '"' : "null", more, data.ids().size());
            String items =
                    ids.stream()
                            .map(data.byId()::get)
                            .collect(Collectors.joining(",", "\"items\":[", "]"));
            return random.nextBoolean()
                    ? "{" + meta + "," + items + "}"
                    : "{" + items + "," + meta + "}";
        }
    }
}

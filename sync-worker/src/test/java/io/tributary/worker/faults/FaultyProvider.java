package io.tributary.worker.faults;

import static io.tributary.worker.faults.Oddity.EMPTY_PAGE;
import static io.tributary.worker.faults.Oddity.PAGE_AGAIN;
import static io.tributary.worker.faults.Oddity.PAGE_LOST;
import static io.tributary.worker.faults.Oddity.RECORDS_AGAIN;
import static io.tributary.worker.faults.Oddity.WAY_ON_LOST;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.sun.net.httpserver.HttpExchange;

import io.tributary.worker.faults.ProviderKind.Walk;
import io.tributary.worker.stand.FakeNango;
import io.tributary.worker.stand.FakeProvider;

import java.io.IOException;
import java.net.URLDecoder;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * One connection's provider. About every third request fails somehow, and of the answers some
 * repeat records or whole pages, are empty with others after them, or lose their {@code Link} or
 * cursor.
 */
final class FaultyProvider implements FakeProvider {

    private static final Pattern AT = Pattern.compile("[?&]at=([^&]*)|\"at\":\"([^\"]*)\"");
    private static final int SIZE = ProviderKind.PAGE_SIZE;

    private final ProviderKind kind;
    private final ProviderData data;
    private final Script script;
    private final Random random;
    private int answers;

    FaultyProvider(ProviderKind kind, Script script) {
        this.kind = kind;
        this.script = script;
        this.random = script.random();
        this.data = ProviderData.of(kind.walk(), script.isAnything(), random);
    }

    ProviderKind kind() {
        return kind;
    }

    Script script() {
        return script;
    }

    ProviderData data() {
        return data;
    }

    @Override
    public synchronized void answer(HttpExchange exchange, byte[] body) throws IOException {
        Page page = page(start(exchange.getRequestURI().toString() + new String(body, UTF_8)));
        answers++;
        Fault fault = script.fault(page.next() >= data.ids().size());
        if (fault == null) {
            page.oddities().forEach(script::sent);
            send(exchange, page);
        } else {
            fault.befall(exchange, page.json(kind, answers, data, random));
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
        return kind.walk() == Walk.TOKEN ? byToken(start) : byPlace(start);
    }

    /** Where to go on is the provider's to say: what it gives again, or not yet, does no harm. */
    private Page byToken(int start) {
        if (start >= SIZE && script.happens(PAGE_AGAIN, 8)) {
            return new Page(ids(start - SIZE, start), start, EnumSet.of(PAGE_AGAIN));
        }
        List<String> ids = ids(start, start + SIZE);
        if (!ids.isEmpty() && script.happens(EMPTY_PAGE, 8)) {
            return new Page(new ArrayList<>(), start, EnumSet.of(EMPTY_PAGE));
        }
        Page page = new Page(ids, start + SIZE, EnumSet.noneOf(Oddity.class));
        boolean isLossNoticed =
                switch (kind) {
                    case LINK_HEADER -> ids.size() == SIZE;
                    case CURSOR_HAS_MORE -> page.next() < data.ids().size();
                    default -> false;
                };
        if (isLossNoticed && script.happens(WAY_ON_LOST, 8)) {
            page.oddities().add(WAY_ON_LOST);
        }
        if (start > 0 && script.happens(RECORDS_AGAIN, 10)) {
            ids.addAll(0, ids(start - 2, start));
            page.oddities().add(RECORDS_AGAIN);
        }
        return page;
    }

    /** The worker counts, or names the last record: what is given in a page's place is a loss. */
    private Page byPlace(int start) {
        if (start >= SIZE && script.happens(PAGE_LOST, 2)) {
            return new Page(ids(start - SIZE, start), start + SIZE, EnumSet.of(PAGE_LOST));
        }
        List<String> ids = ids(start, start + SIZE);
        Page page = new Page(ids, start + SIZE, EnumSet.noneOf(Oddity.class));
        if (kind.walk() == Walk.ID && !ids.isEmpty() && script.happens(RECORDS_AGAIN, 10)) {
            ids.add(random.nextInt(ids.size()), ids.getFirst());
            page.oddities().add(RECORDS_AGAIN);
        }
        return page;
    }

    private List<String> ids(int from, int to) {
        int size = data.ids().size();
        return new ArrayList<>(
                data.ids().subList(Math.clamp(from, 0, size), Math.clamp(to, 0, size)));
    }

    private void send(HttpExchange exchange, Page page) throws IOException {
        String json = page.json(kind, answers, data, random);
        if (kind != ProviderKind.LINK_HEADER) {
            if (random.nextBoolean()) {
                FakeNango.answer(exchange, 200, json);
            } else {
                chunked(exchange, json);
            }
            return;
        }
        if (page.isWayOnLost()) {
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
     */
    private record Page(List<String> ids, int next, Set<Oddity> oddities) {

        boolean isWayOnLost() {
            return oddities.contains(WAY_ON_LOST);
        }

        String json(ProviderKind kind, int nonce, ProviderData data, Random random) {
            boolean more = next < data.ids().size();
            boolean told = more && !isWayOnLost();
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

package io.tributary.worker.pull;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.tributary.events.ConnectionKey;
import io.tributary.worker.definition.Definition;
import io.tributary.worker.definition.Endpoint;
import io.tributary.worker.definition.EndpointCall;
import io.tributary.worker.definition.FieldPath;
import io.tributary.worker.definition.Paging;
import io.tributary.worker.definition.Template;
import io.tributary.worker.run.Position;

import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.context.properties.source.MapConfigurationPropertySource;

import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.BigIntegerNode;
import tools.jackson.databind.node.IntNode;
import tools.jackson.databind.node.ObjectNode;

import java.math.BigInteger;
import java.net.http.HttpHeaders;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import java.util.stream.Collectors;

/** Tries one kind of paging, page by page. */
final class PagingTrial {

    private static final JsonMapper JSON = new JsonMapper();

    private final Order order;

    /**
     * @param settings {@code name=value} as in configuration
     */
    PagingTrial(String... settings) {
        this.order =
                new Order(
                        new ConnectionKey("dev", "demo-crm", "c"),
                        new Definition(
                                "contacts",
                                List.of("demo-crm"),
                                List.of(),
                                "Contact",
                                new Endpoint(
                                        Template.of("/v1/contacts"),
                                        null,
                                        null,
                                        Endpoint.Method.POST,
                                        null),
                                FieldPath.of(""),
                                false,
                                FieldPath.of("id"),
                                paging(settings),
                                null),
                        new EndpointCall(
                                Endpoint.Method.POST,
                                "/v1/contacts",
                                Map.of("q", "a b&c"),
                                Map.of(),
                                (ObjectNode) JSON.readTree("{\"filter\":{\"a\":1}}")));
    }

    static Paging paging(String... settings) {
        Map<String, String> properties =
                Arrays.stream(settings)
                        .map(setting -> setting.split("=", 2))
                        .collect(Collectors.toMap(pair -> "paging." + pair[0], pair -> pair[1]));
        return new Binder(new MapConfigurationPropertySource(properties))
                .bind("paging", Paging.class)
                .get();
    }

    String target(Position position) {
        return PageRequests.target(order, position);
    }

    String body(Position position) {
        return new String(PageRequests.body(order, position).bytes(), UTF_8);
    }

    /**
     * @param said what stands where in the page, as {@code path=json}
     */
    Position after(Position position, int records, String... said) {
        Map<FieldPath, JsonNode> values = new HashMap<>();
        for (String one : said) {
            String[] pair = one.split("=", 2);
            values.put(FieldPath.of(pair[0]), JSON.readTree(pair[1]));
        }
        return after(position, records, Map.of(), values);
    }

    /** One page whose last record has this id. */
    Position endingWith(BigInteger id) {
        return new NextPage()
                .after(
                        Position.first(),
                        order,
                        new PageSummary(
                                HttpHeaders.of(Map.of(), (_, _) -> true),
                                new Envelope(Map.of()),
                                1,
                                false,
                                BigIntegerNode.valueOf(id),
                                "00000001"));
    }

    /** A page as it was extracted. */
    Position after(Position position, PageSummary page) {
        return new NextPage().after(position, order, page);
    }

    Position linked(Position position, String link, int records) {
        return after(position, records, Map.of("Link", List.of(link)), Map.of());
    }

    private Position after(
            Position position,
            int records,
            Map<String, List<String>> headers,
            Map<FieldPath, JsonNode> values) {
        return new NextPage()
                .after(
                        position,
                        order,
                        new PageSummary(
                                HttpHeaders.of(headers, (_, _) -> true),
                                new Envelope(values),
                                records,
                                false,
                                records == 0 ? null : IntNode.valueOf(records - 1),
                                "%08x".formatted(records)));
    }

    /** Where it goes on, {@code end}, or the code with which it is refused. */
    static String outcome(Supplier<Position> next, PagingTrial trial) {
        try {
            Position position = next.get();
            return position.isEnd() ? "end" : trial.target(position);
        } catch (PullFailed e) {
            return codeOf(e);
        }
    }

    /** {@code goes on}, or the code with which it is refused. */
    static String code(Supplier<Position> next) {
        try {
            next.get();
            return "goes on";
        } catch (PullFailed e) {
            return codeOf(e);
        }
    }

    static String codeOf(Throwable e) {
        return ((Trouble.Unfit) ((PullFailed) e).trouble()).code();
    }
}

package io.tributary.worker.pull;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.tributary.nango.api.ProxyRequest;
import io.tributary.worker.definition.FieldPath;
import io.tributary.worker.definition.Paging;
import io.tributary.worker.definition.Paging.ParametersIn;
import io.tributary.worker.definition.Way;
import io.tributary.worker.run.Position;

import org.jspecify.annotations.Nullable;

import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.IntNode;
import tools.jackson.databind.node.LongNode;
import tools.jackson.databind.node.ObjectNode;

import java.net.URI;
import java.util.LinkedHashMap;
import java.util.Map;

/** How the provider is asked for the page at a position. */
final class PageRequests {

    private PageRequests() {}

    /** Path and query. */
    static String target(Order order, Position position) {
        String address = address(order, position);
        if (!(Place.of(position) instanceof Place.Link)) {
            return address;
        }
        URI link = URI.create(address);
        String path = link.getRawPath().isEmpty() ? "/" : link.getRawPath();
        String endpoint = order.call().path();
        // A provider's base URL may have a path of its own, which links repeat and Nango adds.
        String below = path.endsWith(endpoint) ? endpoint : path;
        return link.getRawQuery() == null ? below : below + "?" + link.getRawQuery();
    }

    /** What a link in that page is relative to. */
    static String address(Order order, Position position) {
        if (Place.of(position) instanceof Place.Link(var uri)) {
            parameters(order, position);
            return uri;
        }
        Map<String, String> query = new LinkedHashMap<>();
        if (order.definition().paging().parametersIn() == ParametersIn.QUERY) {
            parameters(order, position).forEach((name, value) -> query.put(name, value.asString()));
        }
        return order.call().target(query);
    }

    /** What is posted; null if nothing is. */
    static ProxyRequest.@Nullable Body body(Order order, Position position) {
        ObjectNode endpoints = order.call().body();
        if (endpoints == null) {
            return null;
        }
        ObjectNode body = endpoints.deepCopy();
        if (order.definition().paging().parametersIn() == ParametersIn.BODY) {
            parameters(order, position)
                    .forEach((name, value) -> set(body, FieldPath.of(name), value));
        }
        return new ProxyRequest.Body(body.toString().getBytes(UTF_8), "application/json");
    }

    /** At a path into it, whatever stood there. */
    private static void set(ObjectNode body, FieldPath path, JsonNode value) {
        ObjectNode parent = body;
        int last = path.length() - 1;
        for (String name : path.names().subList(0, last)) {
            parent = parent.get(name) instanceof ObjectNode o ? o : parent.putObject(name);
        }
        parent.set(path.name(last), value);
    }

    /** What paging adds to the endpoint, wherever it belongs. */
    static Map<String, JsonNode> parameters(Order order, Position position) {
        Paging paging = order.definition().paging();
        Place place = Place.of(position);
        Map<String, JsonNode> parameters = new LinkedHashMap<>();
        if (!paging.pageSizeParameter().isEmpty()) {
            parameters.put(
                    paging.pageSizeParameter(), IntNode.valueOf(PageTurn.pageSize(paging, place)));
        }
        switch (paging.way()) {
            case Way.LinkHeader _, Way.NextLink _ -> expected(place, Place.Link.class, order);
            case Way.Cursor(_, var name) -> {
                Place.Cursor cursor = expected(place, Place.Cursor.class, order);
                if (cursor != null) {
                    parameters.put(name, cursor.value());
                }
            }
            case Way.LastId(var name) -> {
                Place.LastId last = expected(place, Place.LastId.class, order);
                if (last != null) {
                    parameters.put(name, last.value());
                }
            }
            case Way.Offset(var name, var first) -> {
                Place.Offset offset = expected(place, Place.Offset.class, order);
                parameters.put(name, LongNode.valueOf(offset == null ? first : offset.number()));
            }
            case Way.PageNumber(var name, var first) -> {
                Place.PageNumber page = expected(place, Place.PageNumber.class, order);
                parameters.put(name, LongNode.valueOf(page == null ? first : page.number()));
            }
        }
        return parameters;
    }

    private static <T extends Place> @Nullable T expected(
            @Nullable Place place, Class<T> kind, Order order) {
        if (place == null || kind.isInstance(place)) {
            return kind.cast(place);
        }
        throw PullFailed.unfit(
                "checkpoint_of_other_paging",
                "This run stands at a place that another kind of paging found: definition '%s' was changed meanwhile. Start a new run."
                        .formatted(order.definition().name()));
    }
}

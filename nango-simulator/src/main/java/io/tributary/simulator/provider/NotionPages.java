package io.tributary.simulator.provider;

import io.tributary.simulator.json.JsJson;

import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.UUID;

/**
 * Notion, {@code POST /v1/search}: {@code page_size} (100, at most 100) and {@code start_cursor} in
 * the JSON body; {@code has_more} and {@code next_cursor}, which is null on the last page. A cursor
 * is the id of the first result of its page. Every call needs the header {@code Notion-Version}.
 */
final class NotionPages implements StandIn {

    private static final int LARGEST_PAGE = 100;
    private static final String VERSION = "Notion-Version";

    @Override
    public Optional<Reply> answer(Call call) {
        if (!call.path().equals("/v1/search") || !call.method().equals("POST")) {
            return Optional.empty();
        }
        if (!call.headers().containsKey(VERSION)) {
            return Optional.of(
                    refused(
                            "missing_version",
                            VERSION
                                    + " header failed validation: "
                                    + VERSION
                                    + " header should be defined, instead was `undefined`."));
        }
        String cursor = call.body().path("start_cursor").asString("");
        int from = 0;
        while (!cursor.isEmpty() && from < call.total() && !idOf(call, from).equals(cursor)) {
            from++;
        }
        if (from >= call.total() && !cursor.isEmpty()) {
            return Optional.of(refused("validation_error", "start_cursor is not one of ours"));
        }
        return Optional.of(page(call, from));
    }

    private static Reply refused(String code, String message) {
        return Reply.of(
                400,
                JsJson.object()
                        .put("object", "error")
                        .put("status", 400)
                        .put("code", code)
                        .put("message", message));
    }

    private static Reply page(Call call, int from) {
        int size = call.body().path("page_size").asInt(LARGEST_PAGE);
        int to = Math.min(call.total(), from + Math.min(LARGEST_PAGE, size));
        ObjectNode body = JsJson.object().put("object", "list");
        ArrayNode results = body.putArray("results");
        for (int place = from; place < to; place++) {
            results.add(
                    JsJson.object()
                            .put("object", "page")
                            .put("id", idOf(call, place))
                            .put("last_edited_time", Contacts.updatedAt(place).toString())
                            .put("archived", false));
        }
        boolean more = to < call.total();
        body.put("next_cursor", more ? idOf(call, to) : null)
                .put("has_more", more)
                .put("type", "page_or_database")
                .putObject("page_or_database");
        return Reply.of(200, body);
    }

    private static String idOf(Call call, int place) {
        String name = call.account().connectionId() + "/page/" + place;
        return UUID.nameUUIDFromBytes(name.getBytes(StandardCharsets.UTF_8)).toString();
    }
}

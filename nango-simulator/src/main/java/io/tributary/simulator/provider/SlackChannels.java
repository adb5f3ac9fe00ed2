package io.tributary.simulator.provider;

import io.tributary.simulator.json.JsJson;

import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Base64;
import java.util.Optional;
import java.util.Set;

/**
 * Slack, {@code conversations.list}: {@code limit} (100, at most 1000); {@code
 * response_metadata.next_cursor} of a page is the {@code cursor} of the next, and empty on the last
 * page. What is wrong is said with status 200.
 */
final class SlackChannels implements StandIn {

    private static final Set<String> TYPES =
            Set.of("public_channel", "private_channel", "mpim", "im");

    @Override
    public Optional<Reply> answer(Call call) {
        if (!call.path().equals("/conversations.list")) {
            return Optional.empty();
        }
        String types = call.query().getOrDefault("types", "public_channel");
        if (!TYPES.containsAll(Arrays.asList(types.split(",")))) {
            return Optional.of(error("invalid_types"));
        }
        int from = placeOf(call.query().getOrDefault("cursor", ""));
        return Optional.of(from < 0 ? error("invalid_cursor") : page(call, from));
    }

    private static Reply page(Call call, int from) {
        int to = Math.min(call.total(), from + call.number("limit", 100, 1000));
        ObjectNode body = JsJson.object().put("ok", true);
        ArrayNode channels = body.putArray("channels");
        for (int place = from; place < to; place++) {
            channels.add(
                    JsJson.object()
                            .put("id", "C%08d".formatted(place + 1))
                            .put("name", "channel-%d".formatted(place + 1))
                            .put("is_channel", true)
                            .put("is_archived", false)
                            .put("num_members", place % 40));
        }
        body.putObject("response_metadata")
                .put("next_cursor", to < call.total() ? cursorOf(to) : "");
        return Reply.of(200, body);
    }

    private static Reply error(String word) {
        return Reply.of(200, JsJson.object().put("ok", false).put("error", word));
    }

    private static String cursorOf(int place) {
        return Base64.getEncoder()
                .encodeToString(("channel:" + place).getBytes(StandardCharsets.UTF_8));
    }

    private static int placeOf(String cursor) {
        try {
            String text = new String(Base64.getDecoder().decode(cursor), StandardCharsets.UTF_8);
            return cursor.isEmpty()
                    ? 0
                    : text.matches("channel:\\d{1,8}") ? Integer.parseInt(text.substring(8)) : -1;
        } catch (IllegalArgumentException notBase64) {
            return -1;
        }
    }
}

package io.tributary.simulator.provider;

import io.tributary.simulator.json.JsJson;

import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Stripe, customers: {@code limit} (10, at most 100); the id of a page's last object is the {@code
 * starting_after} of the next, while {@code has_more} is true.
 */
final class StripeCustomers implements StandIn {

    private static final Pattern ID = Pattern.compile("cus_(\\d{14})");

    @Override
    public Optional<Reply> answer(Call call) {
        if (!call.path().equals("/v1/customers") || !call.method().equals("GET")) {
            return Optional.empty();
        }
        String last = call.query().get("starting_after");
        Matcher id = ID.matcher(last == null ? idOf(-1) : last);
        if (!id.matches()) {
            ObjectNode error = JsJson.object();
            error.putObject("error")
                    .put("type", "invalid_request_error")
                    .put("code", "resource_missing")
                    .put("param", "starting_after");
            return Optional.of(Reply.of(400, error));
        }
        return Optional.of(page(call, Integer.parseInt(id.group(1))));
    }

    private static Reply page(Call call, int from) {
        int to = Math.min(call.total(), from + call.number("limit", 10, 100));
        ObjectNode body = JsJson.object().put("object", "list").put("url", call.path());
        body.put("has_more", to < call.total());
        ArrayNode data = body.putArray("data");
        for (int place = from; place < to; place++) {
            ObjectNode who = Contacts.at(call.account(), place);
            data.add(
                    JsJson.object()
                            .put("id", idOf(place))
                            .put("object", "customer")
                            .put("email", who.get("email").stringValue())
                            .put("created", Contacts.updatedAt(place).getEpochSecond())
                            .put("livemode", false));
        }
        return Reply.of(200, body);
    }

    private static String idOf(int place) {
        return place < 0 ? "cus_" + "0".repeat(14) : "cus_%014d".formatted(place + 1);
    }
}

package io.tributary.simulator.provider;

import io.tributary.simulator.json.JsJson;

import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

import java.util.Optional;

/**
 * HubSpot, CRM objects: {@code limit} (10, at most 100); {@code paging.next.after} of a page is the
 * {@code after} of the next, and the last page has no {@code paging}.
 */
final class HubSpotContacts implements StandIn {

    private static final int FIRST_ID = 101;

    @Override
    public Optional<Reply> answer(Call call) {
        if (!call.path().equals("/crm/v3/objects/contacts") || !call.method().equals("GET")) {
            return Optional.empty();
        }
        String after = call.query().getOrDefault("after", String.valueOf(FIRST_ID));
        if (!after.matches("\\d{1,9}")) {
            return Optional.of(
                    Reply.of(
                            400,
                            JsJson.object()
                                    .put("status", "error")
                                    .put("category", "VALIDATION_ERROR")
                                    .put("message", "after is not one of ours")));
        }
        int from = Integer.parseInt(after) - FIRST_ID;
        int to = Math.min(call.total(), from + call.number("limit", 10, 100));
        ObjectNode body = JsJson.object();
        ArrayNode results = body.putArray("results");
        for (int place = from; place < to; place++) {
            results.add(contact(call, place));
        }
        if (to < call.total()) {
            String next = String.valueOf(to + FIRST_ID);
            body.putObject("paging")
                    .putObject("next")
                    .put("after", next)
                    .put("link", "https://api.hubapi.com" + call.path() + "?after=" + next);
        }
        return Optional.of(Reply.of(200, body));
    }

    private static ObjectNode contact(Call call, int place) {
        ObjectNode who = Contacts.at(call.account(), place);
        ObjectNode contact =
                JsJson.object()
                        .put("id", String.valueOf(place + FIRST_ID))
                        .put("createdAt", Contacts.updatedAt(place).toString())
                        .put("updatedAt", Contacts.updatedAt(place).toString())
                        .put("archived", false);
        contact.putObject("properties")
                .put("email", who.get("email").stringValue())
                .put("lastname", who.get("name").stringValue())
                .put("hs_object_id", String.valueOf(place + FIRST_ID));
        return contact;
    }
}

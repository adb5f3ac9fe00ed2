package io.tributary.simulator.provider;

import io.tributary.simulator.connection.ConnectionKey;
import io.tributary.simulator.json.CanonicalJson;
import io.tributary.simulator.json.JsJson;

import org.jspecify.annotations.Nullable;

import tools.jackson.databind.node.ArrayNode;

import java.net.URI;
import java.net.URLDecoder;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * One page of contacts: {@code per_page} (50, at most 1000) and {@code page} (from 1) choose it,
 * {@code updated_since} leaves the older ones out.
 */
record ContactPage(int page, int perPage, @Nullable String updatedSince) {

    private static final int USUAL = 50;
    private static final int MOST = 1_000;

    /** {@code IllegalArgumentException} names what is wrong with the query. */
    static ContactPage of(@Nullable String rawQuery) {
        Map<String, String> query = new TreeMap<>();
        for (String pair : rawQuery == null ? new String[0] : rawQuery.split("&")) {
            String[] parts = pair.split("=", 2);
            query.put(decode(parts[0]), parts.length == 2 ? decode(parts[1]) : "");
        }
        return new ContactPage(
                number(query, "page", 1, Integer.MAX_VALUE),
                number(query, "per_page", USUAL, MOST),
                query.get("updated_since"));
    }

    /** A JSON array of contacts. */
    byte[] body(ConnectionKey connection, int contacts) {
        ArrayNode array = JsJson.object().putArray("contacts");
        long from = first() + (page - 1L) * perPage;
        for (long place = from; place < Math.min(contacts, from + perPage); place++) {
            array.add(Contacts.at(connection, Math.toIntExact(place)));
        }
        return CanonicalJson.rewrite(array);
    }

    /** RFC 8288, absolute; empty when this is the only page. */
    String links(URI origin, int contacts) {
        int wanted = Math.max(0, contacts - first());
        int last = Math.max(1, Math.ceilDiv(wanted, perPage));
        List<String> links = new ArrayList<>();
        if (page > 1) {
            links.add(link(origin, page - 1, "prev"));
        }
        if (page < last) {
            links.add(link(origin, page + 1, "next"));
            links.add(link(origin, last, "last"));
        }
        return String.join(", ", links);
    }

    private int first() {
        return updatedSince == null ? 0 : Contacts.firstAfter(Instant.parse(updatedSince));
    }

    private String link(URI origin, int toPage, String relation) {
        String since =
                updatedSince == null
                        ? ""
                        : "&updated_since="
                                + URLEncoder.encode(updatedSince, StandardCharsets.UTF_8);
        return "<%s/v1/contacts?page=%d&per_page=%d%s>; rel=\"%s\""
                .formatted(origin, toPage, perPage, since, relation);
    }

    private static int number(Map<String, String> query, String name, int absent, int most) {
        String text = query.getOrDefault(name, String.valueOf(absent));
        if (!text.matches("[1-9]\\d{0,8}")) {
            throw new IllegalArgumentException(name + " is a number from 1: " + text);
        }
        return Math.min(most, Integer.parseInt(text));
    }

    private static String decode(String text) {
        return URLDecoder.decode(text, StandardCharsets.UTF_8);
    }
}

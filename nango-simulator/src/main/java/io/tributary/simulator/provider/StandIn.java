package io.tributary.simulator.provider;

import com.sun.net.httpserver.Headers;

import io.tributary.simulator.connection.ConnectionKey;

import org.jspecify.annotations.Nullable;

import tools.jackson.databind.JsonNode;

import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * One list of a well-known API, in that API's envelope and with its way of paging, as its public
 * documentation says. Its accounts have as many records as the built-in provider has contacts.
 */
interface StandIn {

    /**
     * What it is asked.
     *
     * @param path as it came, percent-encoded
     * @param query decoded, each parameter once
     * @param headers what the proxy passed on, among the proxy's own
     * @param body what was posted; a missing node if nothing was
     * @param account whose records
     * @param total how many it has
     */
    record Call(
            String method,
            String path,
            Map<String, String> query,
            Headers headers,
            JsonNode body,
            ConnectionKey account,
            int total) {

        /** The number that a parameter gives, from 1 to the most that the API takes. */
        int number(String parameter, int absent, int most) {
            String text = query.getOrDefault(parameter, String.valueOf(absent));
            return text.matches("[1-9]\\d{0,8}") ? Math.min(most, Integer.parseInt(text)) : absent;
        }
    }

    /**
     * What it answers.
     *
     * @param link the field value of {@code Link}, if the API sends one
     */
    record Reply(int status, JsonNode body, @Nullable String link) {

        static Reply of(int status, JsonNode body) {
            return new Reply(status, body, null);
        }
    }

    /** Empty if this is no place of this API. */
    Optional<Reply> answer(Call call);

    static Map<String, String> query(@Nullable String raw) {
        Map<String, String> query = new TreeMap<>();
        for (String pair : raw == null || raw.isEmpty() ? new String[0] : raw.split("&")) {
            String[] parts = pair.split("=", 2);
            query.put(
                    CrmProvider.decode(parts[0]),
                    parts.length == 2 ? CrmProvider.decode(parts[1]) : "");
        }
        return query;
    }
}

package io.tributary.worker.definition;

import org.jspecify.annotations.Nullable;

import tools.jackson.databind.node.ObjectNode;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * An endpoint as it is called for one connection, every placeholder filled in.
 *
 * @param path percent-encoded
 * @param query parameters, not encoded yet
 * @param headers for the provider
 * @param body what is posted; null if nothing is
 */
public record EndpointCall(
        Endpoint.Method method,
        String path,
        Map<String, String> query,
        Map<String, String> headers,
        @Nullable ObjectNode body) {

    /**
     * Path and query of a request.
     *
     * @param more further parameters, for instance the page size; of one name they win
     */
    public String target(Map<String, String> more) {
        Map<String, String> all = new TreeMap<>(query);
        all.putAll(more);
        return all.isEmpty()
                ? path
                : path
                        + all.entrySet().stream()
                                .map(
                                        parameter ->
                                                encode(parameter.getKey())
                                                        + "="
                                                        + encode(parameter.getValue()))
                                .collect(Collectors.joining("&", "?", ""));
    }

    static String encode(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8).replace("+", "%20");
    }
}

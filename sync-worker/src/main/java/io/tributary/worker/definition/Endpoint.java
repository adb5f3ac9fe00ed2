package io.tributary.worker.definition;

import static java.util.Objects.requireNonNullElse;

import io.tributary.nango.api.ProxyRequest;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * Where a definition's first page is, below the provider's base URL as Nango knows it.
 *
 * @param path starts with {@code /} and is percent-encoded
 * @param query parameters of the first request, not encoded yet
 * @param headers for the provider
 */
public record Endpoint(String path, Map<String, String> query, Map<String, String> headers) {

    public Endpoint {
        query = Map.copyOf(requireNonNullElse(query, Map.of()));
        headers = Map.copyOf(requireNonNullElse(headers, Map.of()));
        if (path == null || !path.startsWith("/") || path.indexOf('?') >= 0) {
            throw new IllegalArgumentException(
                    "path must start with '/' and leave its parameters to query, got '"
                            + path
                            + "'");
        }
        // Refuses here what could not be sent later, with the rule in the message.
        new ProxyRequest("any", "any", "GET", path, headers, null, null);
    }

    /**
     * Path and query of the first request.
     *
     * @param more further parameters, for instance the page size
     */
    public String firstTarget(Map<String, String> more) {
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

    private static String encode(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8).replace("+", "%20");
    }
}

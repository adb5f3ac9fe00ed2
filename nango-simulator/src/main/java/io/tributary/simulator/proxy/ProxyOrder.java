package io.tributary.simulator.proxy;

import io.tributary.simulator.envelope.ApiException;
import io.tributary.simulator.envelope.ApiException.Flaw;
import io.tributary.simulator.wire.HeaderList;

import jakarta.servlet.http.HttpServletRequest;

import org.jspecify.annotations.Nullable;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * What the caller wants of the proxy.
 *
 * @param target path and query, verbatim
 * @param upstream headers that were sent as {@code Nango-Proxy-*}
 */
record ProxyOrder(
        String method,
        String target,
        String uniqueKey,
        String connectionId,
        int retries,
        Set<Integer> retryOn,
        @Nullable String baseUrlOverride,
        HeaderList upstream,
        @Nullable String contentType,
        byte[] body) {

    private static final String PREFIX = "/proxy";
    private static final String UPSTREAM = "nango-proxy-";

    static ProxyOrder of(HttpServletRequest request) throws IOException {
        List<Flaw> flaws = new ArrayList<>();
        String uniqueKey = required(request, "Provider-Config-Key", flaws);
        String connectionId = required(request, "Connection-Id", flaws);
        String retries = optional(request, "Retries", "\\d{1,4}", "0", flaws);
        String retryOn = optional(request, "Retry-On", "\\d+(,\\d+)*", "", flaws);
        if (!flaws.isEmpty()) {
            throw ApiException.invalid("invalid_headers", flaws);
        }
        String override = request.getHeader("Base-Url-Override");
        return new ProxyOrder(
                request.getMethod(),
                target(request),
                uniqueKey,
                connectionId,
                Integer.parseInt(retries),
                Arrays.stream(retryOn.split(","))
                        .filter(code -> !code.isEmpty())
                        .map(Integer::valueOf)
                        .collect(Collectors.toSet()),
                override == null || override.isBlank() ? null : override,
                upstreamHeaders(request),
                request.getContentType(),
                request.getInputStream().readAllBytes());
    }

    private static String target(HttpServletRequest request) {
        String path = request.getRequestURI().substring(PREFIX.length());
        String query = request.getQueryString();
        return (path.isEmpty() ? "/" : path) + (query == null ? "" : "?" + query);
    }

    private static HeaderList upstreamHeaders(HttpServletRequest request) {
        HeaderList headers = new HeaderList();
        for (String name : Collections.list(request.getHeaderNames())) {
            String lower = name.toLowerCase(Locale.ROOT);
            if (lower.startsWith(UPSTREAM)) {
                headers.set(lower.substring(UPSTREAM.length()), request.getHeader(name));
            }
        }
        return headers;
    }

    private static String required(HttpServletRequest request, String name, List<Flaw> flaws) {
        String value = request.getHeader(name);
        if (value == null || value.isBlank()) {
            flaws.add(new Flaw("invalid_type", "Required", List.of(name.toLowerCase(Locale.ROOT))));
            return "";
        }
        return value;
    }

    private static String optional(
            HttpServletRequest request,
            String name,
            String grammar,
            String absent,
            List<Flaw> flaws) {
        String value = request.getHeader(name);
        if (value == null || value.isBlank()) {
            return absent;
        }
        if (!value.matches(grammar)) {
            flaws.add(
                    new Flaw("invalid_string", "Invalid", List.of(name.toLowerCase(Locale.ROOT))));
            return absent;
        }
        return value;
    }
}

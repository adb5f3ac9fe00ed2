package io.tributary.nango.api;

import io.tributary.nango.NangoGrammar;

import org.jspecify.annotations.Nullable;

import java.net.URI;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Pattern;

/**
 * A call to a provider with a connection's credentials.
 *
 * @param integration the integration's key
 * @param connectionId the connection, in that integration
 * @param method for instance {@code GET}
 * @param path path and query below the provider's base URL, sent verbatim: starts with {@code /},
 *     is percent-encoded already, has no fragment and no dot segments (they could lead out of the
 *     proxy to Nango's own API) and no <code>${</code> (Nango would fill in credentials)
 * @param headers what the provider is to get; names without Nango's prefix. Only these go upstream
 * @param body null for none; JSON is parsed and written anew by Nango, big numbers lose digits
 * @param timeout from sending to the last byte of the body; null for that of the {@link NangoApi}.
 *     Nango itself waits for a provider without end
 */
public record ProxyRequest(
        String integration,
        String connectionId,
        String method,
        String path,
        Map<String, String> headers,
        @Nullable Body body,
        @Nullable Duration timeout) {

    private static final Pattern TOKEN = Pattern.compile("[!#$%&'*+.^_`|~0-9A-Za-z-]+");
    private static final Pattern DOT_SEGMENT = Pattern.compile("(^|/)(\\.|%2e){1,2}(/|$)");
    private static final Pattern PLACEHOLDER = Pattern.compile("(\\$|%24)(\\{|%7b)");

    /** The body of a call, and the {@code Content-Type} that both Nango and the provider see. */
    public record Body(byte[] bytes, String contentType) {}

    public ProxyRequest {
        require(NangoGrammar.isIntegrationKey(integration), "integration is against the grammar");
        require(NangoGrammar.isConnectionId(connectionId), "connectionId is against the grammar");
        require(TOKEN.matcher(method).matches(), "method must be a token");
        checkPath(path);
        headers.forEach(ProxyRequest::checkHeader);
        require(timeout == null || timeout.isPositive(), "timeout must be positive");
        headers = Map.copyOf(headers);
    }

    /** A GET without headers of its own. */
    public static ProxyRequest get(String integration, String connectionId, String path) {
        return new ProxyRequest(integration, connectionId, "GET", path, Map.of(), null, null);
    }

    /** The same with one more header for the provider, for instance {@code Accept}. */
    public ProxyRequest withHeader(String name, String value) {
        Map<String, String> more = new LinkedHashMap<>(headers);
        more.put(name, value);
        return new ProxyRequest(integration, connectionId, method, path, more, body, timeout);
    }

    /** The same with another method and a body. */
    public ProxyRequest withBody(String otherMethod, byte[] bytes, String contentType) {
        return new ProxyRequest(
                integration,
                connectionId,
                otherMethod,
                path,
                headers,
                new Body(bytes, contentType),
                timeout);
    }

    /** The same with a timeout of its own. */
    public ProxyRequest withTimeout(Duration own) {
        return new ProxyRequest(integration, connectionId, method, path, headers, body, own);
    }

    private static void checkPath(String path) {
        require(path.startsWith("/"), "path must start with /");
        String lower = path.toLowerCase(Locale.ROOT);
        require(!PLACEHOLDER.matcher(lower).find(), "path must not hold ${");
        require(path.indexOf('#') < 0, "path must not have a fragment");
        int query = lower.indexOf('?');
        String segments = query < 0 ? lower : lower.substring(0, query);
        require(!DOT_SEGMENT.matcher(segments).find(), "path must not have dot segments");
        URI.create("http://proxy.invalid" + path);
    }

    private static void checkHeader(String name, String value) {
        require(TOKEN.matcher(name).matches(), "a header's name must be a token");
        require(
                value.chars().allMatch(c -> c == '\t' || c >= ' ' && c < 0x7f),
                "header " + name + " must be printable ASCII");
    }

    private static void require(boolean holds, String rule) {
        if (!holds) {
            throw new IllegalArgumentException(rule);
        }
    }
}

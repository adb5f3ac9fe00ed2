package io.tributary.events;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.net.URLDecoder;
import java.net.URLEncoder;
import java.util.UUID;

/**
 * Names one connection. A connection id is unique only inside its environment and integration, so
 * all three are needed.
 *
 * @param environment the environment that the ingress' URL path names; never what a body claims
 * @param integration Nango's {@code providerConfigKey}
 * @param connectionId Nango's {@code connectionId}; may contain {@code /}, quotes and spaces
 */
public record ConnectionKey(String environment, String integration, String connectionId) {

    /** The longest part that Nango accepts, in characters. */
    public static final int LONGEST_PART = 255;

    private static final UUID NAMESPACE = UUID.fromString("6f1f2a0e-3c57-5f0b-9d6b-6d1c0a6f8a11");

    public ConnectionKey {
        requirePart("environment", environment);
        requirePart("integration", integration);
        requirePart("connectionId", connectionId);
    }

    private static void requirePart(String name, String part) {
        if (part.isBlank() || part.length() > LONGEST_PART) {
            throw new IllegalArgumentException(
                    "%s must be 1 to %d characters and not blank, got %d"
                            .formatted(name, LONGEST_PART, part.length()));
        }
    }

    /**
     * The Kafka key: the three parts percent-encoded (RFC 3986 unreserved kept), joined by {@code
     * /}.
     */
    public String encoded() {
        return percentEncode(environment)
                + "/"
                + percentEncode(integration)
                + "/"
                + percentEncode(connectionId);
    }

    /** The key as Kafka's bytes. */
    public byte[] bytes() {
        return encoded().getBytes(UTF_8);
    }

    /**
     * The opaque id under which our own API knows the connection: UUIDv5 over {@link #encoded()}.
     */
    public UUID id() {
        return DerivedId.of(NAMESPACE, encoded());
    }

    /**
     * Reads what {@link #encoded()} wrote.
     *
     * @throws IllegalArgumentException if it is not three percent-encoded parts
     */
    public static ConnectionKey parse(String encoded) {
        String[] parts = encoded.split("/", -1);
        if (parts.length != 3) {
            throw new IllegalArgumentException(
                    "a connection key has three parts joined by '/', got " + parts.length);
        }
        return new ConnectionKey(decode(parts[0]), decode(parts[1]), decode(parts[2]));
    }

    static String percentEncode(String part) {
        if (part.chars().allMatch(ConnectionKey::isUnreserved)) {
            return part;
        }
        return URLEncoder.encode(part, UTF_8)
                .replace("+", "%20")
                .replace("*", "%2A")
                .replace("%7E", "~");
    }

    /** Most parts are nothing else, and are what they are encoded. */
    private static boolean isUnreserved(int c) {
        return c >= 'a' && c <= 'z'
                || c >= '0' && c <= '9'
                || c >= 'A' && c <= 'Z'
                || c == '-'
                || c == '_'
                || c == '.'
                || c == '~';
    }

    private static String decode(String part) {
        if (part.indexOf('%') < 0) {
            return part;
        }
        // A form decoder reads '+' as a space; our encoder never writes one.
        return URLDecoder.decode(part.replace("+", "%2B"), UTF_8);
    }
}

package io.tributary.store.page;

import java.net.URI;
import java.net.URISyntaxException;

/**
 * Scheme, host and port, as browsers compare them and content security policies name them.
 *
 * @param value for instance {@code https://app.example.com}
 */
record Origin(String value) {

    /** Of an address of that origin. */
    static Origin of(URI address) {
        String scheme = address.getScheme();
        if (address.getHost() == null || !("http".equals(scheme) || "https".equals(scheme))) {
            throw new IllegalArgumentException(
                    "must be an address with http or https and a host, got '" + address + "'");
        }
        String port = address.getPort() < 0 ? "" : ":" + address.getPort();
        return new Origin(scheme + "://" + address.getHost() + port);
    }

    /** From configuration: nothing but an origin. */
    static Origin exactly(String text) {
        Origin origin;
        try {
            origin = of(new URI(text));
        } catch (URISyntaxException e) {
            throw new IllegalArgumentException("must be an origin, got '" + text + "'", e);
        }
        if (!origin.value.equals(text)) {
            throw new IllegalArgumentException(
                    "must be an origin such as https://app.example.com, without path or final '/',"
                            + " got '"
                            + text
                            + "'");
        }
        return origin;
    }

    /** The same for sockets. */
    Origin ofSockets() {
        return new Origin(value.replaceFirst("^http", "ws"));
    }

    @Override
    public String toString() {
        return value;
    }
}

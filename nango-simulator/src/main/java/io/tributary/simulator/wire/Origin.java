package io.tributary.simulator.wire;

import java.net.URI;

/** Scheme, host and port of a URL: whom one speaks to. */
public record Origin(boolean secure, String host, int port) {

    public static Origin of(URI url) {
        boolean secure = "https".equalsIgnoreCase(url.getScheme());
        if (url.getHost() == null || (!secure && !"http".equalsIgnoreCase(url.getScheme()))) {
            throw new IllegalArgumentException("not an absolute http or https URL: " + url);
        }
        return new Origin(
                secure, url.getHost(), url.getPort() >= 0 ? url.getPort() : (secure ? 443 : 80));
    }

    /** Path and query of a URL, as they are written there. */
    public static String target(URI url) {
        String path =
                url.getRawPath() == null || url.getRawPath().isEmpty() ? "/" : url.getRawPath();
        return url.getRawQuery() == null ? path : path + "?" + url.getRawQuery();
    }

    /** The value of the Host header: the port only where it is not the scheme's own. */
    public String hostHeader() {
        return port == (secure ? 443 : 80) ? host : host + ":" + port;
    }
}

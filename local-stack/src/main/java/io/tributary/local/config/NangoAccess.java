package io.tributary.local.config;

import java.net.URI;

/** Where a Nango is and the key to its API; the key does not show in {@link #toString()}. */
public record NangoAccess(URI url, String apiKey) {
    public NangoAccess {
        String scheme = url.getScheme();
        if (!("http".equals(scheme) || "https".equals(scheme)) || url.getHost() == null) {
            throw new IllegalArgumentException("must be an http or https address: " + url);
        }
        if (apiKey.isBlank()) {
            throw new IllegalArgumentException("the API key must not be blank");
        }
    }

    @Override
    public String toString() {
        return "NangoAccess[url=" + url + ", apiKey=***]";
    }
}

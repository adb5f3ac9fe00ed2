package io.tributary.store.api;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.http.HttpHeaders;
import org.springframework.web.cors.CorsConfiguration;

import java.net.URI;
import java.time.Duration;
import java.util.List;

/**
 * Whose pages may call from a browser.
 *
 * @param allowedOrigins each as a browser names it, {@code https://app.example.com}; none by
 *     default, and never all: a token in the wrong page is a token lost
 */
@ConfigurationProperties("tributary.cors")
record CorsSettings(@DefaultValue List<String> allowedOrigins) {

    CorsSettings {
        allowedOrigins = List.copyOf(allowedOrigins);
        for (String origin : allowedOrigins) {
            if (!isOrigin(origin)) {
                throw new IllegalArgumentException(
                        "tributary.cors.allowed-origins must be origins such as"
                                + " https://app.example.com, without a path, got '%s'"
                                        .formatted(origin));
            }
        }
    }

    private static boolean isOrigin(String text) {
        try {
            URI uri = URI.create(text);
            return uri.getHost() != null
                    && text.matches("https?://.*")
                    && uri.getRawPath().isEmpty()
                    && uri.getRawQuery() == null
                    && uri.getRawUserInfo() == null
                    && uri.getRawFragment() == null;
        } catch (IllegalArgumentException e) {
            return false;
        }
    }

    CorsConfiguration configuration() {
        CorsConfiguration cors = new CorsConfiguration();
        cors.setAllowedOrigins(allowedOrigins);
        cors.setAllowedMethods(List.of("GET", "POST", "DELETE"));
        cors.setAllowedHeaders(
                List.of(
                        HttpHeaders.AUTHORIZATION,
                        HttpHeaders.CONTENT_TYPE,
                        HttpHeaders.ACCEPT,
                        "Last-Event-ID"));
        cors.setExposedHeaders(List.of(HttpHeaders.RETRY_AFTER, HttpHeaders.WWW_AUTHENTICATE));
        cors.setMaxAge(Duration.ofHours(1));
        return cors;
    }
}

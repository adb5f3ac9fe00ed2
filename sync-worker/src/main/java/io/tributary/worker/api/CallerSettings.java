package io.tributary.worker.api;

import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;

/**
 * Whose tokens are taken.
 *
 * @param issuer that tokens must name, beside being signed by its key; null: not looked at here.
 *     Needed where the key is configured as a file: {@code
 *     spring.security.oauth2.resourceserver.jwt.issuer-uri} looks at it anyway
 */
@ConfigurationProperties("tributary.callers")
record CallerSettings(@Nullable String issuer) {

    CallerSettings {
        if (issuer != null && issuer.isBlank()) {
            throw new IllegalArgumentException(
                    "tributary.callers.issuer must have a value, or be left out");
        }
    }
}

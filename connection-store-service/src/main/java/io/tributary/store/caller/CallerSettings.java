package io.tributary.store.caller;

import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * What is in a token.
 *
 * @param issuer that tokens must name, beside being signed by its key; null: not looked at here.
 *     Needed where the key is configured as a file: {@code
 *     spring.security.oauth2.resourceserver.jwt.issuer-uri} looks at it anyway
 * @param claims which claim says what of an end user
 */
@ConfigurationProperties("tributary.callers")
public record CallerSettings(@Nullable String issuer, @DefaultValue Claims claims) {

    public CallerSettings {
        if (issuer != null && issuer.isBlank()) {
            throw new IllegalArgumentException(
                    "tributary.callers.issuer must have a value, or be left out");
        }
    }

    /**
     * Names of claims. Only the first must be in a token; it must never be given to another person.
     *
     * @param userId the product's id of the user
     * @param email the user's e-mail address
     * @param displayName the user's name
     * @param organizationId the product's id of the organisation that the user acts for
     * @param organizationDisplayName that organisation's name
     */
    public record Claims(
            @DefaultValue("sub") String userId,
            @DefaultValue("email") String email,
            @DefaultValue("name") String displayName,
            @DefaultValue("org_id") String organizationId,
            @DefaultValue("org_name") String organizationDisplayName) {}
}

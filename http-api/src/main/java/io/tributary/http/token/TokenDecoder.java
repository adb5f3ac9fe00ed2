package io.tributary.http.token;

import org.springframework.beans.factory.ObjectProvider;
import org.springframework.security.oauth2.jwt.JwtDecoder;

/**
 * What takes the bearer tokens of an API. Not a decoder itself: Boot's own, which is of the
 * configured issuer, is made only where there is no other.
 */
public record TokenDecoder(JwtDecoder jwt) {

    /**
     * The decoder that Boot made of what is configured.
     *
     * @throws IllegalStateException without one, so that no service starts that would let nobody
     *     pass; the message names the settings
     */
    public static JwtDecoder configured(ObjectProvider<JwtDecoder> decoders) {
        JwtDecoder issuers = decoders.getIfAvailable();
        if (issuers == null) {
            throw new IllegalStateException(
                    "The API takes bearer tokens and nothing says whose: set"
                            + " spring.security.oauth2.resourceserver.jwt.issuer-uri,"
                            + " .jwk-set-uri or .public-key-location");
        }
        return issuers;
    }
}

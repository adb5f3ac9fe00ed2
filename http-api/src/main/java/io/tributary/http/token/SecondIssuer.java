package io.tributary.http.token;

import com.nimbusds.jose.jwk.JWK;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.RSAKey;
import com.nimbusds.jose.jwk.source.ImmutableJWKSet;
import com.nimbusds.jwt.JWTParser;

import org.springframework.security.oauth2.core.DelegatingOAuth2TokenValidator;
import org.springframework.security.oauth2.core.OAuth2TokenValidator;
import org.springframework.security.oauth2.jwt.Jwt;
import org.springframework.security.oauth2.jwt.JwtDecoder;
import org.springframework.security.oauth2.jwt.JwtValidators;
import org.springframework.security.oauth2.jwt.NimbusJwtDecoder;

import java.text.ParseException;
import java.util.List;

/**
 * Whose tokens are taken beside those of the configured issuer, and told from them by the name that
 * they carry.
 *
 * @param name as the tokens have it
 * @param keys of which one must have signed; none: no token is taken
 */
public record SecondIssuer(String name, List<RSAKey> keys) {

    public SecondIssuer {
        keys = List.copyOf(keys);
    }

    /**
     * A decoder of both kinds: what names this issuer must be signed by its key, and all else by
     * whose {@code others} takes. Neither can sign for the other.
     *
     * @param others of the configured issuer
     * @param stillGood refuses what was good when it was signed; asked of this issuer's alone
     */
    public JwtDecoder beside(JwtDecoder others, OAuth2TokenValidator<Jwt> stillGood) {
        if (keys.isEmpty()) {
            return others;
        }
        NimbusJwtDecoder own =
                NimbusJwtDecoder.withJwkSource(
                                new ImmutableJWKSet<>(new JWKSet(List.<JWK>copyOf(keys))))
                        .build();
        own.setJwtValidator(
                new DelegatingOAuth2TokenValidator<>(
                        JwtValidators.createDefaultWithIssuer(name), stillGood));
        return token -> isOwn(token) ? own.decode(token) : others.decode(token);
    }

    private boolean isOwn(String token) {
        try {
            return name.equals(JWTParser.parse(token).getJWTClaimsSet().getIssuer());
        } catch (ParseException e) {
            return false;
        }
    }
}

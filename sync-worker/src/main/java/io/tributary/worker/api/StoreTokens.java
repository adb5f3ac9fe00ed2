package io.tributary.worker.api;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.jwk.JWK;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.RSAKey;
import com.nimbusds.jose.jwk.source.ImmutableJWKSet;
import com.nimbusds.jwt.JWTParser;

import org.springframework.core.io.Resource;
import org.springframework.security.converter.RsaKeyConverters;
import org.springframework.security.oauth2.jwt.JwtDecoder;
import org.springframework.security.oauth2.jwt.JwtValidators;
import org.springframework.security.oauth2.jwt.NimbusJwtDecoder;

import java.io.IOException;
import java.io.InputStream;
import java.security.interfaces.RSAPublicKey;
import java.text.ParseException;
import java.util.List;
import java.util.Objects;

/** Knows the store's tokens from those of the configured issuer. */
final class StoreTokens {

    private StoreTokens() {}

    /**
     * A decoder of both: what names the store as its issuer must be signed by the store's key, and
     * all else by whose {@code others} takes.
     */
    static JwtDecoder beside(JwtDecoder others, TokenSettings settings) {
        if (settings.publicKeys().isEmpty()) {
            return others;
        }
        List<JWK> keys =
                settings.publicKeys().stream().map(StoreTokens::key).map(JWK.class::cast).toList();
        NimbusJwtDecoder own =
                NimbusJwtDecoder.withJwkSource(new ImmutableJWKSet<>(new JWKSet(keys))).build();
        own.setJwtValidator(JwtValidators.createDefaultWithIssuer(settings.issuer()));
        return token -> names(settings.issuer(), token) ? own.decode(token) : others.decode(token);
    }

    private static boolean names(String issuer, String token) {
        try {
            return issuer.equals(JWTParser.parse(token).getJWTClaimsSet().getIssuer());
        } catch (ParseException e) {
            return false;
        }
    }

    /** Named as the store names it. */
    private static RSAKey key(Resource file) {
        try (InputStream in = file.getInputStream()) {
            RSAPublicKey key = Objects.requireNonNull(RsaKeyConverters.x509().convert(in));
            return new RSAKey.Builder(key).keyIDFromThumbprint().build();
        } catch (IOException | JOSEException | RuntimeException e) {
            throw new IllegalStateException(
                    "tributary.tokens.public-keys: %s is no RSA public key as PEM (%s)"
                            .formatted(file, e.getClass().getSimpleName()),
                    e);
        }
    }
}

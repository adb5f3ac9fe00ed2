package io.tributary.store.token;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.crypto.RSASSASigner;
import com.nimbusds.jose.jwk.JWK;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.RSAKey;
import com.nimbusds.jose.jwk.source.ImmutableJWKSet;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.JWTParser;
import com.nimbusds.jwt.SignedJWT;

import org.jspecify.annotations.Nullable;
import org.springframework.core.io.Resource;
import org.springframework.security.oauth2.core.DelegatingOAuth2TokenValidator;
import org.springframework.security.oauth2.core.OAuth2TokenValidator;
import org.springframework.security.oauth2.jwt.Jwt;
import org.springframework.security.oauth2.jwt.JwtDecoder;
import org.springframework.security.oauth2.jwt.JwtValidators;
import org.springframework.security.oauth2.jwt.NimbusJwtDecoder;

import java.security.interfaces.RSAPrivateCrtKey;
import java.security.interfaces.RSAPublicKey;
import java.text.ParseException;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Date;
import java.util.List;
import java.util.UUID;

/** Signs the store's tokens and knows them again. */
public final class StoreTokens {

    private final TokenSettings settings;
    private final Clock clock;
    private final @Nullable RSAKey signing;
    private final List<JWK> accepted = new ArrayList<>();

    /**
     * A token.
     *
     * @param text the token itself
     */
    public record Signed(String text, Instant expiresAt) {
        @Override
        public String toString() {
            return "Signed[expiresAt=" + expiresAt + "]";
        }
    }

    public StoreTokens(TokenSettings settings, Clock clock) {
        this.settings = settings;
        this.clock = clock;
        Resource file = settings.signingKey();
        this.signing = file == null ? null : pair(PemKeys.privateKey(file));
        if (signing != null) {
            accepted.add(signing.toPublicJWK());
        }
        settings.publicKeys().stream()
                .map(PemKeys::publicKey)
                .map(StoreTokens::named)
                .forEach(accepted::add);
    }

    private static RSAKey pair(RSAPrivateCrtKey key) {
        RSAKey named = named(PemKeys.publicHalf(key));
        return new RSAKey.Builder(named).privateKey(key).build();
    }

    /** The same key has the same name everywhere. */
    private static RSAKey named(RSAPublicKey key) {
        try {
            return new RSAKey.Builder(key).keyIDFromThumbprint().build();
        } catch (JOSEException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }

    public boolean canSign() {
        return signing != null;
    }

    /**
     * @param subject whom it is for; must never be an end user
     * @param scope texts with spaces between
     * @throws IllegalStateException without a signing key
     */
    public Signed sign(String subject, String scope) {
        RSAKey key = signing;
        if (key == null) {
            throw new IllegalStateException("there is no signing key");
        }
        Instant now = clock.instant();
        Instant expires = now.plus(settings.lifetime());
        SignedJWT token =
                new SignedJWT(
                        new JWSHeader.Builder(JWSAlgorithm.RS256).keyID(key.getKeyID()).build(),
                        new JWTClaimsSet.Builder()
                                .issuer(settings.issuer())
                                .subject(subject)
                                .claim("scope", scope)
                                .jwtID(UUID.randomUUID().toString())
                                .issueTime(Date.from(now))
                                .expirationTime(Date.from(expires))
                                .build());
        try {
            token.sign(new RSASSASigner(key));
        } catch (JOSEException e) {
            throw new IllegalStateException("a token cannot be signed", e);
        }
        return new Signed(token.serialize(), expires);
    }

    /**
     * A decoder of both kinds of tokens: what names the store as its issuer must be signed by the
     * store's key, and all else by whose {@code others} takes.
     *
     * @param others of the configured issuer
     * @param stillGood refuses what was good when it was signed
     */
    public JwtDecoder beside(JwtDecoder others, OAuth2TokenValidator<Jwt> stillGood) {
        if (accepted.isEmpty()) {
            return others;
        }
        NimbusJwtDecoder own =
                NimbusJwtDecoder.withJwkSource(new ImmutableJWKSet<>(new JWKSet(accepted))).build();
        own.setJwtValidator(
                new DelegatingOAuth2TokenValidator<>(
                        JwtValidators.createDefaultWithIssuer(settings.issuer()), stillGood));
        return token -> isOwn(token) ? own.decode(token) : others.decode(token);
    }

    private boolean isOwn(String token) {
        try {
            return settings.issuer().equals(JWTParser.parse(token).getJWTClaimsSet().getIssuer());
        } catch (ParseException e) {
            return false;
        }
    }
}

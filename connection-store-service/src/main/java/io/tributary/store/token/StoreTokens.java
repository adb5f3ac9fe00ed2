package io.tributary.store.token;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.crypto.RSASSASigner;
import com.nimbusds.jose.jwk.RSAKey;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;

import io.tributary.http.token.PublicKeys;
import io.tributary.http.token.SecondIssuer;

import org.jspecify.annotations.Nullable;
import org.springframework.core.io.Resource;
import org.springframework.security.oauth2.core.OAuth2TokenValidator;
import org.springframework.security.oauth2.jwt.Jwt;
import org.springframework.security.oauth2.jwt.JwtDecoder;

import java.security.interfaces.RSAPrivateCrtKey;
import java.time.Clock;
import java.time.Instant;
import java.util.Date;
import java.util.UUID;
import java.util.stream.Stream;

/** Signs the store's tokens and knows them again. */
public final class StoreTokens {

    private final TokenSettings settings;
    private final Clock clock;
    private final @Nullable RSAKey signing;
    private final SecondIssuer issuer;

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
        Stream<RSAKey> ours = Stream.ofNullable(signing).map(RSAKey::toPublicJWK);
        Stream<RSAKey> others = settings.publicKeys().stream().map(PublicKeys::read);
        this.issuer = new SecondIssuer(settings.issuer(), Stream.concat(ours, others).toList());
    }

    private static RSAKey pair(RSAPrivateCrtKey key) {
        RSAKey named = PublicKeys.named(PemKeys.publicHalf(key));
        return new RSAKey.Builder(named).privateKey(key).build();
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
     * A decoder of the store's own tokens and those of others.
     *
     * @param others of the configured issuer
     * @param stillGood refuses what was good when it was signed
     */
    public JwtDecoder beside(JwtDecoder others, OAuth2TokenValidator<Jwt> stillGood) {
        return issuer.beside(others, stillGood);
    }
}

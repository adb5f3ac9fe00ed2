package io.tributary.store.token;

import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.core.io.Resource;

import java.time.Duration;
import java.util.List;

/**
 * The store's own tokens; the same for all stores, and the public keys for all workers.
 *
 * @param issuer that they name, and no other issuer may
 * @param signingKey RSA, PKCS#8, PEM: {@code openssl genpkey -algorithm RSA -pkeyopt
 *     rsa_keygen_bits:2048}; without one, API keys cannot be exchanged
 * @param publicKeys whose tokens are taken beside the signing key's own, PEM: {@code openssl pkey
 *     -pubout}; while a signing key is replaced, the one before
 * @param lifetime of a token, from 1 minute to an hour
 */
@ConfigurationProperties("tributary.tokens")
public record TokenSettings(
        @DefaultValue("tributary") String issuer,
        @Nullable Resource signingKey,
        @DefaultValue List<Resource> publicKeys,
        @DefaultValue("5m") Duration lifetime) {

    public TokenSettings {
        publicKeys = List.copyOf(publicKeys);
        if (lifetime.compareTo(Duration.ofMinutes(1)) < 0
                || lifetime.compareTo(Duration.ofHours(1)) > 0) {
            throw new IllegalArgumentException(
                    "tributary.tokens.lifetime must be from 1 minute to 1 hour, got " + lifetime);
        }
    }
}

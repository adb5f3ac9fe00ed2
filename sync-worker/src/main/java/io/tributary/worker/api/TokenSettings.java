package io.tributary.worker.api;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.core.io.Resource;

import java.util.List;

/**
 * The short tokens that the store signs for machines. Its keys are configured, not asked for: no
 * service calls another.
 *
 * @param issuer that they name, as the store's {@code tributary.tokens.issuer}
 * @param publicKeys of the store, RSA, PEM; two while its signing key is replaced. Without any, its
 *     tokens are not taken
 */
@ConfigurationProperties("tributary.tokens")
record TokenSettings(
        @DefaultValue("tributary") String issuer, @DefaultValue List<Resource> publicKeys) {

    TokenSettings {
        publicKeys = List.copyOf(publicKeys);
    }
}

package io.tributary.http.token;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.jwk.RSAKey;

import org.springframework.core.io.Resource;
import org.springframework.security.converter.RsaKeyConverters;

import java.io.IOException;
import java.io.InputStream;
import java.security.interfaces.RSAPublicKey;
import java.util.Objects;

/** Keys that tokens are checked with. The same key has the same name everywhere. */
public final class PublicKeys {

    private PublicKeys() {}

    /**
     * @param file RSA, PEM, of the setting {@code tributary.tokens.public-keys}
     * @throws IllegalStateException if it is no such file; names the setting and the file, never
     *     what it holds
     */
    public static RSAKey read(Resource file) {
        try (InputStream in = file.getInputStream()) {
            return named(Objects.requireNonNull(RsaKeyConverters.x509().convert(in)));
        } catch (IOException | RuntimeException e) {
            throw new IllegalStateException(
                    "tributary.tokens.public-keys: %s is no RSA public key as PEM (%s)"
                            .formatted(file, e.getClass().getSimpleName()));
        }
    }

    /** By its thumbprint (RFC 7638). */
    public static RSAKey named(RSAPublicKey key) {
        try {
            return new RSAKey.Builder(key).keyIDFromThumbprint().build();
        } catch (JOSEException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }
}

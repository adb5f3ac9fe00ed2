package io.tributary.store.token;

import org.springframework.core.io.Resource;
import org.springframework.security.converter.RsaKeyConverters;

import java.io.IOException;
import java.io.InputStream;
import java.security.KeyFactory;
import java.security.NoSuchAlgorithmException;
import java.security.interfaces.RSAPrivateCrtKey;
import java.security.interfaces.RSAPublicKey;
import java.security.spec.InvalidKeySpecException;
import java.security.spec.RSAPublicKeySpec;
import java.util.Objects;

/**
 * The signing key's file; what is wrong with it names the property and the file, never what it
 * holds.
 */
final class PemKeys {

    private PemKeys() {}

    static RSAPrivateCrtKey privateKey(Resource file) {
        try (InputStream in = file.getInputStream()) {
            return (RSAPrivateCrtKey) Objects.requireNonNull(RsaKeyConverters.pkcs8().convert(in));
        } catch (IOException | RuntimeException e) {
            throw new IllegalStateException(
                    "tributary.tokens.signing-key: %s is no RSA private key as PKCS#8 PEM (%s)"
                            .formatted(file, e.getClass().getSimpleName()));
        }
    }

    static RSAPublicKey publicHalf(RSAPrivateCrtKey key) {
        try {
            return (RSAPublicKey)
                    KeyFactory.getInstance("RSA")
                            .generatePublic(
                                    new RSAPublicKeySpec(
                                            key.getModulus(), key.getPublicExponent()));
        } catch (NoSuchAlgorithmException | InvalidKeySpecException e) {
            throw new IllegalStateException("every Java platform has RSA", e);
        }
    }
}

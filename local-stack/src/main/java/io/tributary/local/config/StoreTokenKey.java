package io.tributary.local.config;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;

/**
 * With what the store signs tokens for machines, as two files.
 *
 * @param signing the store's alone
 * @param verifying what the worker checks them with
 */
record StoreTokenKey(Path signing, Path verifying) {
    private static final int BITS = 2048;

    /** The pair of the data folder, made at the first start. */
    static StoreTokenKey of(Layout layout) throws IOException {
        Path signing = layout.key("store-token-key.pem");
        Path verifying = layout.key("store-token-key.pub.pem");
        if (Files.notExists(signing) || Files.notExists(verifying)) {
            KeyPair pair = pair();
            PrivateFile.write(verifying, pem("PUBLIC KEY", pair.getPublic().getEncoded()));
            PrivateFile.write(signing, pem("PRIVATE KEY", pair.getPrivate().getEncoded()));
        }
        return new StoreTokenKey(signing, verifying);
    }

    private static KeyPair pair() {
        try {
            KeyPairGenerator generator = KeyPairGenerator.getInstance("RSA");
            generator.initialize(BITS);
            return generator.generateKeyPair();
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Every Java platform has RSA", e);
        }
    }

    private static String pem(String what, byte[] key) {
        String base64 = Base64.getMimeEncoder(64, new byte[] {'\n'}).encodeToString(key);
        return "-----BEGIN %1$s-----\n%2$s\n-----END %1$s-----\n".formatted(what, base64);
    }
}

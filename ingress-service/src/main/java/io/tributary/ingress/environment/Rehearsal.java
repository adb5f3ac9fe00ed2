package io.tributary.ingress.environment;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.tributary.nango.webhook.SigningKey;
import io.tributary.nango.webhook.WebhookVerifier;

import java.security.GeneralSecurityException;
import java.util.HexFormat;
import java.util.List;
import java.util.UUID;

import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * An environment whose name and key are random: with it the service posts to itself what is
 * verified like any delivery, without using or showing a real key.
 */
public final class Rehearsal implements AutoCloseable {

    private static final String ALGORITHM = "HmacSHA256";

    private final String key = UUID.randomUUID().toString();
    private final Environment environment =
            new Environment(
                    UUID.randomUUID().toString(),
                    new WebhookVerifier(List.of(new SigningKey(key))),
                    true);
    private final Runnable end;

    Rehearsal(Runnable end) {
        this.end = end;
    }

    public Environment environment() {
        return environment;
    }

    /** The signature header's value for this body. */
    public String sign(byte[] body) {
        try {
            Mac mac = Mac.getInstance(ALGORITHM);
            mac.init(new SecretKeySpec(key.getBytes(UTF_8), ALGORITHM));
            return HexFormat.of().formatHex(mac.doFinal(body));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every Java platform has " + ALGORITHM, e);
        }
    }

    @Override
    public void close() {
        end.run();
    }
}

package io.tributary.nango.webhook;

import io.tributary.nango.webhook.Verification.Refused;
import io.tributary.nango.webhook.Verification.Verified;

import java.util.List;

/**
 * Checks deliveries against the signing keys of one environment. Several, because after a rotation
 * Nango's processes go on signing with the old key for five minutes. Thread-safe, never throws.
 *
 * <p>The signature is HMAC-SHA256 with the UTF-8 bytes of the key's text over the exact bytes of
 * the body: no header, URL or time is covered, so an old delivery stays valid while its key is.
 * Nango's older header {@code X-Nango-Signature} is open to length extension and not looked at.
 */
public final class WebhookVerifier {

    /** The one header that counts; its name comes in either case. */
    public static final String SIGNATURE_HEADER = "X-Nango-Hmac-Sha256";

    private final List<SigningKey> keys;

    /**
     * @param keys the accepted keys, in the order in which a match is looked for
     * @throws IllegalArgumentException if there is none
     */
    public WebhookVerifier(List<SigningKey> keys) {
        if (keys.isEmpty()) {
            throw new IllegalArgumentException("at least one signing key is needed");
        }
        this.keys = List.copyOf(keys);
    }

    /**
     * Checks a body that is held whole.
     *
     * @param headerValues every value of {@link #SIGNATURE_HEADER} as it came; empty if none
     * @param body the exact bytes, which the proof keeps without copying
     */
    public Verification<VerifiedBody> verify(List<String> headerValues, byte[] body) {
        SignatureCheck check = new SignatureCheck(keys, ClaimedSignature.of(headerValues));
        check.update(body, 0, body.length);
        return switch (check.finish()) {
            case Refused<SigningKey>(Refusal reason) -> new Refused<>(reason);
            case Verified<SigningKey>(SigningKey key) ->
                    new Verified<>(new VerifiedBody(body, key.fingerprint()));
        };
    }

    /**
     * Checks a body that is too large to hold, piece by piece.
     *
     * @param headerValues every value of {@link #SIGNATURE_HEADER} as it came; empty if none
     */
    public StreamingVerifier begin(List<String> headerValues) {
        return new StreamingVerifier(keys, ClaimedSignature.of(headerValues));
    }
}

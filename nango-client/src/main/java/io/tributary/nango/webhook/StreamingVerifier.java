package io.tributary.nango.webhook;

import io.tributary.nango.webhook.ClaimedSignature.Decoded;
import io.tributary.nango.webhook.ClaimedSignature.Unusable;
import io.tributary.nango.webhook.Verification.Refused;
import io.tributary.nango.webhook.Verification.Verified;

import java.security.MessageDigest;
import java.util.HexFormat;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/**
 * The check of one delivery, fed piece by piece; holds no byte of the body. One thread, one use:
 * {@code update} until the body ends, then {@code finish} once.
 */
public final class StreamingVerifier {

    private final ClaimedSignature claimed;
    private final SignatureCheck check;
    private final MessageDigest sha256 = Sha256.digest();
    private long size;
    private boolean finished;

    StreamingVerifier(List<SigningKey> keys, ClaimedSignature claimed) {
        this.claimed = claimed;
        this.check = new SignatureCheck(keys, claimed);
    }

    /**
     * The refusal that is certain before any byte, if any: then the body need not be read at all.
     */
    public Optional<Refusal> refusal() {
        return switch (claimed) {
            case Decoded _ -> Optional.empty();
            case Unusable(Refusal reason) -> Optional.of(reason);
        };
    }

    /**
     * Takes the next piece of the body.
     *
     * @throws IllegalStateException after {@link #finish()}
     * @throws IndexOutOfBoundsException if the piece is not inside the array
     */
    public void update(byte[] bytes, int offset, int length) {
        refuseAfterFinish();
        Objects.checkFromIndexSize(offset, length, bytes.length);
        check.update(bytes, offset, length);
        sha256.update(bytes, offset, length);
        size += length;
    }

    /**
     * Judges all that was fed.
     *
     * @throws IllegalStateException when called again
     */
    public Verification<VerifiedDigest> finish() {
        refuseAfterFinish();
        finished = true;
        return switch (check.finish()) {
            case Refused<SigningKey>(Refusal reason) -> new Refused<>(reason);
            case Verified<SigningKey>(SigningKey key) ->
                    new Verified<>(
                            new VerifiedDigest(
                                    size,
                                    HexFormat.of().formatHex(sha256.digest()),
                                    key.fingerprint()));
        };
    }

    private void refuseAfterFinish() {
        if (finished) {
            throw new IllegalStateException("this delivery has been judged already");
        }
    }
}

package io.tributary.nango.webhook;

import io.tributary.nango.webhook.ClaimedSignature.Decoded;
import io.tributary.nango.webhook.ClaimedSignature.Unusable;
import io.tributary.nango.webhook.Verification.Refused;
import io.tributary.nango.webhook.Verification.Verified;

import org.jspecify.annotations.Nullable;

import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.List;

import javax.crypto.Mac;

/** One claimed signature against every key. Works through all keys, so that time tells nothing. */
final class SignatureCheck {

    private record Candidate(SigningKey key, Mac mac) {}

    private final ClaimedSignature claimed;
    private final List<Candidate> candidates = new ArrayList<>();

    SignatureCheck(List<SigningKey> keys, ClaimedSignature claimed) {
        this.claimed = claimed;
        if (claimed instanceof Decoded) {
            keys.forEach(key -> candidates.add(new Candidate(key, key.hmac())));
        }
    }

    void update(byte[] bytes, int offset, int length) {
        candidates.forEach(candidate -> candidate.mac.update(bytes, offset, length));
    }

    Verification<SigningKey> finish() {
        return switch (claimed) {
            case Unusable(Refusal reason) -> new Refused<>(reason);
            case Decoded(byte[] hmac) -> {
                SigningKey match = matching(hmac);
                yield match == null ? new Refused<>(Refusal.NO_KEY_MATCHES) : new Verified<>(match);
            }
        };
    }

    private @Nullable SigningKey matching(byte[] hmac) {
        SigningKey match = null;
        for (Candidate candidate : candidates) {
            boolean equal = MessageDigest.isEqual(hmac, candidate.mac.doFinal());
            match = equal && match == null ? candidate.key : match;
        }
        return match;
    }
}

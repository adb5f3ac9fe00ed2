package io.tributary.nango.webhook;

/**
 * The outcome of a signature check. The proof is not this type but what {@link Verified} carries:
 * only the verifier can make a {@link VerifiedBody} or a {@link VerifiedDigest}.
 *
 * @param <T> what is proved: {@link VerifiedBody} or {@link VerifiedDigest}
 */
public sealed interface Verification<T> {

    /** One of the keys signed it. */
    record Verified<T>(T proof) implements Verification<T> {}

    /** Not authentic: answer 401, keep nothing. */
    record Refused<T>(Refusal reason) implements Verification<T> {}
}

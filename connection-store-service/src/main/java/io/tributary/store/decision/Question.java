package io.tributary.store.decision;

import org.jspecify.annotations.Nullable;

import java.time.Instant;

/**
 * An open question about a connection; several inputs share one.
 *
 * @param kind what raised it; the weightiest wins
 * @param first offset of the input that opened it
 * @param last offset of the latest input that raised it: an answer must have been asked for after
 *     it
 * @param since only of {@link Kind#REAUTH}: Nango's time of the last change when it was raised;
 *     none if no answer told it yet
 * @param error the error type that the failure named, to be believed only if Nango confirms one
 * @param twice whether a good answer is worth asking once more a minute later
 */
public record Question(
        Kind kind,
        long first,
        long last,
        @Nullable Instant since,
        @Nullable String error,
        boolean twice) {

    /** From the lightest to the weightiest. */
    public enum Kind {
        /** Nango did not have it, once. */
        MISSING,
        /** An input about it was parked. */
        PARKED,
        /** Is it still, or again, well? */
        RECHECK,
        /** It is said to be deleted. */
        DELETION,
        /** It is said to be broken. */
        SUSPECT,
        /** It is said to be authorised anew. */
        REAUTH,
        /** It is said to exist. */
        NEW
    }

    static Question opened(Kind kind, long offset) {
        return new Question(kind, offset, offset, null, null, false);
    }

    Question and(Question later) {
        return new Question(
                kind.compareTo(later.kind) >= 0 ? kind : later.kind,
                first,
                later.last,
                kind == Kind.REAUTH ? since : later.since,
                later.error == null ? error : later.error,
                twice || later.twice);
    }

    Question since(@Nullable Instant updatedAt) {
        return new Question(kind, first, last, updatedAt, error, twice);
    }

    Question named(@Nullable String errorType) {
        return new Question(kind, first, last, since, errorType, twice);
    }

    Question askedTwice() {
        return new Question(kind, first, last, since, error, true);
    }

    /** Whether an answer asked for at {@code basis} knows of all that raised it. */
    boolean answeredAt(long basis) {
        return basis > last;
    }

    /**
     * Whether {@code updatedAt} shows a change at Nango since a re-authorisation was claimed. Where
     * nothing is known to compare it with, it shows none: each refresh moves it, so it is later
     * than the creation of almost every connection.
     */
    boolean reauthorizedBy(@Nullable Instant updatedAt) {
        return kind == Kind.REAUTH
                && updatedAt != null
                && since != null
                && updatedAt.isAfter(since);
    }
}

package io.tributary.store.decision;

import org.jspecify.annotations.Nullable;

import java.time.Instant;

/**
 * What speaks against a connection that Nango confirmed.
 *
 * @param question open, or none
 * @param claim offset of the latest webhook that claimed its deletion, or none
 * @param miss the walk that first missed it, or none
 */
public record Doubts(@Nullable Question question, @Nullable Long claim, @Nullable Long miss) {

    static final Doubts NONE = new Doubts(null, null, null);

    Doubts raise(Question raised) {
        return new Doubts(question == null ? raised : question.and(raised), claim, miss);
    }

    Doubts claimedAt(long offset) {
        return new Doubts(question, offset, miss);
    }

    Doubts missedIn(@Nullable Long walk) {
        return new Doubts(question, claim, miss == null ? walk : miss);
    }

    /** Nango has it: what was raised before {@code basis} is settled, a miss in any case. */
    Doubts settledAt(long basis) {
        Question open = question == null || question.answeredAt(basis) ? null : question;
        return new Doubts(open, claim == null || basis > claim ? null : claim, null);
    }

    /** What is still open goes on from Nango's time of the change just published. */
    Doubts goingOnFrom(@Nullable Instant updatedAt) {
        return question == null || question.kind() != Question.Kind.REAUTH
                ? this
                : new Doubts(question.since(updatedAt), claim, miss);
    }

    /** Whether an absence in {@code walk} is the second reason to believe that it is gone. */
    boolean bearOut(@Nullable Long walk) {
        return claim != null || (miss != null && walk != null && miss < walk);
    }

    Ask ask() {
        return question == null ? Ask.NOTHING : Ask.NOW;
    }
}

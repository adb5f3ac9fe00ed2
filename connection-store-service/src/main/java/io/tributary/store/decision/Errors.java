package io.tributary.store.decision;

import org.jspecify.annotations.Nullable;

/** Which error type is told of a connection whose authorisation Nango calls broken. */
final class Errors {

    private Errors() {}

    /** The webhook that raised the question knows more than Nango's answer does. */
    static String of(@Nullable Question question, String otherwise) {
        String named = question == null ? null : question.error();
        return named == null ? otherwise : named;
    }
}

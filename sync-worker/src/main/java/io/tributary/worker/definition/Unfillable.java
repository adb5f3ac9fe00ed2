package io.tributary.worker.definition;

import org.jspecify.annotations.Nullable;

import java.util.List;
import java.util.stream.Collectors;

/** A placeholder has no value, or none that may stand there, for one connection. */
public final class Unfillable extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final String code;

    Unfillable(String code, String sentence) {
        super(sentence);
        this.code = code;
    }

    /**
     * @param rule that their values break; quotes none of them
     */
    static Unfillable refused(List<Placeholder> placeholders, @Nullable String rule) {
        return new Unfillable(
                "placeholder_refused",
                "With this connection's value of %s the call cannot be sent: %s. Change the value where it comes from, or take the placeholder out of the definition."
                        .formatted(
                                placeholders.stream()
                                        .map(Placeholder::toString)
                                        .collect(Collectors.joining(" and ")),
                                rule));
    }

    public String code() {
        return code;
    }

    /** What is wrong and what to do, for an operator; quotes no value. */
    public String sentence() {
        return String.valueOf(getMessage());
    }
}

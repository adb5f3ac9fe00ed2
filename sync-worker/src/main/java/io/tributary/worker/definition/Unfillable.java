package io.tributary.worker.definition;

/** A placeholder has no value, or none that may stand there, for one connection. */
public final class Unfillable extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final String code;

    Unfillable(String code, String sentence) {
        super(sentence);
        this.code = code;
    }

    public String code() {
        return code;
    }

    /** What is wrong and what to do, for an operator; quotes no value. */
    public String sentence() {
        return String.valueOf(getMessage());
    }
}

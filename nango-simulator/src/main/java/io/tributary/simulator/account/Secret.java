package io.tributary.simulator.account;

import java.util.Objects;

/** A key. Its text is had only by asking for it; it never shows itself. */
public final class Secret {

    private final String text;

    private Secret(String text) {
        this.text = text;
    }

    /** The name that configuration binding looks for. */
    public static Secret of(String text) {
        if (text.isBlank()) {
            throw new IllegalArgumentException("a key must not be blank");
        }
        return new Secret(text.strip());
    }

    public String reveal() {
        return text;
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Secret secret && secret.text.equals(text);
    }

    @Override
    public int hashCode() {
        return Objects.hash(text);
    }

    @Override
    public String toString() {
        return "********";
    }
}

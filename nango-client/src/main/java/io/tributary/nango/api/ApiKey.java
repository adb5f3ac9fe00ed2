package io.tributary.nango.api;

/**
 * A key of one Nango environment for its API; not the webhook signing key. Best is one that may not
 * read credentials: then no read refreshes a token or can make a refresh fail.
 */
public final class ApiKey {

    private final String text;

    /**
     * A key from configuration; white space around it is dropped.
     *
     * @throws IllegalArgumentException if nothing is left, or a character cannot stand in a header
     */
    public ApiKey(String text) {
        this.text = text.strip();
        if (this.text.isEmpty() || !this.text.chars().allMatch(c -> c > ' ' && c < 0x7f)) {
            throw new IllegalArgumentException("an API key must be visible ASCII and not blank");
        }
    }

    String authorization() {
        return "Bearer " + text;
    }

    @Override
    public String toString() {
        return "ApiKey[***]";
    }
}

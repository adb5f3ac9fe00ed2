package io.tributary.nango.webhook;

/** The outcome of reading an auth body in full. */
public sealed interface AuthReading {

    /** It is an auth webhook. */
    record Readable(AuthWebhook webhook) implements AuthReading {}

    /**
     * It is none.
     *
     * @param reason names the rule it breaks, never a part of the body: fit for logs and headers
     */
    record Unreadable(String reason) implements AuthReading {}
}

package io.tributary.events;

/**
 * The {@code ce_type}s of webhooks. Those of Tributary's own events stand with their payloads.
 * Readers must let unknown ones pass.
 */
public final class EventType {

    /** Followed by the operation, for example {@code nango.webhook.auth.creation}. */
    public static final String AUTH_PREFIX = "nango.webhook.auth.";

    public static final String SYNC = "nango.webhook.sync";
    public static final String FORWARD = "nango.webhook.forward";
    public static final String ASYNC_ACTION = "nango.webhook.async_action";
    public static final String UNKNOWN = "nango.webhook.unknown";
    public static final String OVERSIZED = "nango.webhook.oversized";

    private EventType() {}
}

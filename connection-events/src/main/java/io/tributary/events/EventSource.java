package io.tributary.events;

/** The {@code ce_source}s: who says it. */
public final class EventSource {

    public static final String STORE = "/tributary/connection-store";
    public static final String WORKER = "/tributary/sync-worker";

    private EventSource() {}

    /** Webhooks name the environment whose URL path they came in by. */
    public static String ingress(String environment) {
        return "/tributary/ingress/" + ConnectionKey.percentEncode(environment);
    }
}

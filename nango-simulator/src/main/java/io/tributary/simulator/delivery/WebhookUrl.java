package io.tributary.simulator.delivery;

import io.tributary.simulator.wire.Origin;

import java.net.URI;

/** The rule for addresses of webhooks. */
public final class WebhookUrl {

    private WebhookUrl() {}

    /** Refuses what is no absolute http or https URL. */
    public static void check(String url) {
        try {
            Origin.of(URI.create(url));
        } catch (IllegalArgumentException noUrl) {
            throw new IllegalArgumentException("This webhook URL is not allowed.", noUrl);
        }
    }
}

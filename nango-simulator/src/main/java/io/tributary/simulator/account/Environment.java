package io.tributary.simulator.account;

import io.tributary.simulator.account.AccountSettings.EnvironmentSettings;
import io.tributary.simulator.account.AccountSettings.Toggles;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.UUID;

/** One environment. Where its webhooks go can be changed while it runs. */
public final class Environment {

    private final String name;
    private final EnvironmentSettings settings;
    private final SigningKeys signingKeys;
    private volatile List<String> webhookUrls;

    Environment(String name, EnvironmentSettings settings, SigningKeys signingKeys) {
        this.name = name;
        this.settings = settings;
        this.signingKeys = signingKeys;
        this.webhookUrls = atMostTwo(settings.webhookUrls());
    }

    public String name() {
        return name;
    }

    /** Part of the address to which third parties post. */
    public UUID uuid() {
        UUID configured = settings.uuid();
        return configured != null
                ? configured
                : UUID.nameUUIDFromBytes(("environment " + name).getBytes(StandardCharsets.UTF_8));
    }

    public Toggles toggles() {
        return settings.toggles();
    }

    public SigningKeys signingKeys() {
        return signingKeys;
    }

    /** Primary first, then secondary. */
    public List<String> webhookUrls() {
        return webhookUrls;
    }

    public void sendWebhooksTo(List<String> urls) {
        webhookUrls = atMostTwo(urls);
    }

    private static List<String> atMostTwo(List<String> urls) {
        if (urls.size() > 2) {
            throw new IllegalArgumentException("an environment has a primary and a secondary URL");
        }
        return List.copyOf(urls);
    }
}

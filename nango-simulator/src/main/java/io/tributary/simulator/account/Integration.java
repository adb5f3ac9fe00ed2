package io.tributary.simulator.account;

import io.tributary.simulator.account.AccountSettings.IntegrationSettings;

/** A provider as set up in this account, under a key of its own. */
public record Integration(String uniqueKey, IntegrationSettings settings) {

    public String provider() {
        return settings.provider();
    }

    public String displayName() {
        String name = settings.displayName();
        return name == null ? provider() : name;
    }

    public String authMode() {
        return settings.authMode();
    }

    /** Only OAuth tokens are refreshed; other credentials are merely tested now and then. */
    public boolean refreshes() {
        return authMode().startsWith("OAUTH2");
    }
}

package io.tributary.nango.api;

import tools.jackson.databind.JsonNode;

/**
 * What the account's owner keeps at Nango about one connection. Not in {@link #toString()}: a
 * configuration may hold a client's secret.
 *
 * @param metadata free JSON; a missing node if there is none
 * @param connectionConfig what Nango's provider template asked for, for instance a subdomain
 */
public record ConnectionSettings(JsonNode metadata, JsonNode connectionConfig) {

    @Override
    public String toString() {
        return "ConnectionSettings[…]";
    }
}

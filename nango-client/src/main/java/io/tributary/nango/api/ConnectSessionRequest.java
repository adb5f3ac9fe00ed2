package io.tributary.nango.api;

import io.tributary.nango.NangoGrammar;
import io.tributary.nango.NangoTags;

import org.jspecify.annotations.Nullable;

import java.util.List;
import java.util.Map;

/**
 * Whom a new connect session is for. Nango's {@code end_user} and {@code organization} are
 * deprecated and not sent.
 *
 * @param tags of the connections that it will make; keep to {@link NangoTags}
 * @param allowedIntegrations keys of the integrations to choose from; empty for all
 * @param webhookUrlOverride where the connections' webhooks go instead; null for nowhere else
 */
public record ConnectSessionRequest(
        Map<String, String> tags,
        List<String> allowedIntegrations,
        @Nullable String webhookUrlOverride) {

    public ConnectSessionRequest {
        NangoTags.check(tags);
        if (!allowedIntegrations.stream().allMatch(NangoGrammar::isIntegrationKey)) {
            throw new IllegalArgumentException("an integration's key is against Nango's grammar");
        }
        tags = Map.copyOf(tags);
        allowedIntegrations = List.copyOf(allowedIntegrations);
    }

    /** A session for these integrations, all of them if none is named. */
    public static ConnectSessionRequest of(Map<String, String> tags, String... integrations) {
        return new ConnectSessionRequest(tags, List.of(integrations), null);
    }
}

package io.tributary.nango.api;

import io.tributary.nango.NangoGrammar;
import io.tributary.nango.NangoTags;

import org.jspecify.annotations.Nullable;

import java.util.Map;

/**
 * Which connection its user is to authorise anew. Nango replaces tags and the override by what is
 * given here: what is not sent again is wiped.
 *
 * @param integration the key of its integration
 * @param tags all that it shall have afterwards
 * @param webhookUrlOverride the override that it shall have afterwards; null for none
 */
public record ReconnectSessionRequest(
        String integration,
        String connectionId,
        Map<String, String> tags,
        @Nullable String webhookUrlOverride) {

    public ReconnectSessionRequest {
        if (!NangoGrammar.isIntegrationKey(integration)
                || !NangoGrammar.isConnectionId(connectionId)) {
            throw new IllegalArgumentException("an id is against Nango's grammar");
        }
        NangoTags.check(tags);
        tags = Map.copyOf(tags);
    }

    /** A session that leaves a connection's tags and override as this answer of Nango has them. */
    public static ReconnectSessionRequest keeping(ConnectionView connection) {
        return new ReconnectSessionRequest(
                connection.providerConfigKey(),
                connection.connectionId(),
                connection.tags(),
                connection.webhookUrlOverride());
    }
}

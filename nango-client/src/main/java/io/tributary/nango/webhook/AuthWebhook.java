package io.tributary.nango.webhook;

import org.jspecify.annotations.Nullable;

import java.util.Map;

/**
 * What an auth webhook claims about a connection. Optional members are null when they are absent or
 * of a type that Nango does not send; members not named here are ignored.
 *
 * @param operation as it came; {@link #knownOperation()} for a switch
 * @param success false if the operation failed; {@code error} then says why
 * @param providerConfigKey the integration's key, in Nango's grammar
 * @param connectionId in Nango's grammar; of a failed creation it may name nothing that exists
 * @param provider the provider template's name, or {@code unknown}
 * @param environment what the body says; believe the URL instead
 * @param authMode for instance {@code OAUTH2}
 * @param tags null if Nango held no connection, empty if it has none
 * @param endUser only after a successful creation or override in a session with an end user
 */
public record AuthWebhook(
        String operation,
        boolean success,
        String providerConfigKey,
        String connectionId,
        @Nullable String provider,
        @Nullable String environment,
        @Nullable String authMode,
        @Nullable Map<String, String> tags,
        @Nullable EndUser endUser,
        @Nullable Error error) {

    public AuthWebhook {
        tags = tags == null ? null : Map.copyOf(tags);
    }

    /** Reads the bytes of an auth webhook, as {@link WebhookLook} told it; never throws. */
    public static AuthReading parse(byte[] body) {
        return AuthBody.read(body);
    }

    /** The operation as a constant. */
    public AuthOperation knownOperation() {
        return AuthOperation.of(operation);
    }

    /** The account's user for whom the connect session was made. */
    public record EndUser(
            String endUserId,
            @Nullable String endUserEmail,
            @Nullable String organizationId,
            Map<String, String> tags) {

        public EndUser {
            tags = Map.copyOf(tags);
        }
    }

    /**
     * Why an operation failed.
     *
     * @param type Nango's code, for instance {@code refresh_token_external_error}
     * @param description free text that may quote a provider's answer, tokens included: never log
     *     it
     */
    public record Error(String type, @Nullable String description) {

        @Override
        public String toString() {
            return "Error[type="
                    + type
                    + ", description="
                    + (description == null ? "none" : "***")
                    + "]";
        }
    }
}

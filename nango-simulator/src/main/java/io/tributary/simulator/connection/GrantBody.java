package io.tributary.simulator.connection;

import io.tributary.simulator.account.Integration;
import io.tributary.simulator.connection.EndUser.Organization;
import io.tributary.simulator.delivery.WebhookUrl;
import io.tributary.simulator.envelope.ApiException;
import io.tributary.simulator.envelope.StrictBody;

import org.jspecify.annotations.Nullable;

import tools.jackson.databind.JsonNode;

/** Reads what a caller of the API says of a connection. */
final class GrantBody {

    private GrantBody() {}

    static StrictBody ofImport(byte[] body, @Nullable String contentType) {
        return StrictBody.parse(
                body,
                contentType,
                "provider_config_key",
                "connection_id",
                "credentials",
                "metadata",
                "connection_config",
                "webhook_url_override",
                "tags",
                "end_user");
    }

    static StrictBody ofPatch(byte[] body, @Nullable String contentType) {
        return StrictBody.parse(body, contentType, "tags", "webhook_url_override", "end_user");
    }

    static Grant grant(StrictBody body, Integration integration) {
        return new Grant(
                body.strings("tags"),
                endUser(body),
                body.object("metadata"),
                body.object("connection_config"),
                webhookUrlOverride(body),
                credentials(body, integration));
    }

    private static JsonNode credentials(StrictBody body, Integration integration) {
        JsonNode credentials = body.object("credentials");
        String type = credentials == null ? "" : credentials.path("type").asString("");
        if (credentials == null || !type.equals(integration.authMode())) {
            throw ApiException.invalid(
                    "invalid_body",
                    "credentials.type must be " + integration.authMode(),
                    "credentials",
                    "type");
        }
        return credentials;
    }

    static @Nullable EndUser endUser(StrictBody body) {
        StrictBody user =
                body.nested("end_user", "id", "email", "display_name", "tags", "organization");
        if (user == null) {
            return null;
        }
        StrictBody organization = user.nested("organization", "id", "display_name");
        return new EndUser(
                user.required("id"),
                user.string("email"),
                user.string("display_name"),
                user.strings("tags"),
                organization == null
                        ? null
                        : new Organization(
                                organization.required("id"), organization.string("display_name")));
    }

    /** Absent is null, and so is empty, which clears it. */
    static @Nullable String webhookUrlOverride(StrictBody body) {
        String url = body.string("webhook_url_override");
        if (url == null || url.isBlank()) {
            return null;
        }
        WebhookUrl.check(url);
        return url;
    }
}

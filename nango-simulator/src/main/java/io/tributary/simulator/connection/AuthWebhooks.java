package io.tributary.simulator.connection;

import io.tributary.simulator.account.Environment;
import io.tributary.simulator.account.Integration;
import io.tributary.simulator.account.SigningKeys.Signer;
import io.tributary.simulator.connection.EndUser.Organization;
import io.tributary.simulator.connection.Health.Trouble;
import io.tributary.simulator.delivery.Webhook;
import io.tributary.simulator.delivery.WebhookSender;
import io.tributary.simulator.json.JsJson;

import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

import tools.jackson.databind.node.ObjectNode;

import java.util.Map;

/** The webhooks of type {@code auth}, each sent if the environment wants it. */
@Component
public final class AuthWebhooks {

    private final WebhookSender sender;

    AuthWebhooks(WebhookSender sender) {
        this.sender = sender;
    }

    void created(
            Environment environment,
            Integration integration,
            Connection connection,
            @Nullable EndUser sessionUser) {
        if (environment.toggles().onAuthCreation()) {
            succeeded("creation", environment, integration, connection, sessionUser);
        }
    }

    /** Sent whatever the environment's switches say. */
    void overridden(
            Environment environment,
            Integration integration,
            Connection connection,
            @Nullable EndUser sessionUser) {
        succeeded("override", environment, integration, connection, sessionUser);
    }

    /** A connection that never came to exist: there are neither tags nor an end user to tell of. */
    void creationFailed(
            Environment environment,
            Integration integration,
            String connectionId,
            Trouble trouble) {
        if (environment.toggles().onAuthCreation()) {
            ObjectNode body = body("creation", environment, integration, connectionId, false);
            body.set("error", JsJson.of(trouble));
            send(environment, "creation", connectionId, body, null);
        }
    }

    void refreshFailed(
            Environment environment,
            Integration integration,
            Connection connection,
            Trouble trouble) {
        if (environment.toggles().onAuthRefreshError()) {
            failed("refresh", environment, integration, connection, trouble);
        }
    }

    /** Sent whatever the environment's switches say. */
    void overrideFailed(
            Environment environment,
            Integration integration,
            Connection connection,
            Trouble trouble) {
        failed("override", environment, integration, connection, trouble);
    }

    /** Servers after 0.71.4 tell of a recovery; this one is asked to. */
    void refreshRecovered(Environment environment, Integration integration, Connection connection) {
        if (environment.toggles().onAuthRefreshError()) {
            succeeded("refresh", environment, integration, connection, null);
        }
    }

    void deleted(Environment environment, Integration integration, Connection connection) {
        if (environment.toggles().onConnectionDeletion()) {
            succeeded("deletion", environment, integration, connection, null);
        }
    }

    private void succeeded(
            String operation,
            Environment environment,
            Integration integration,
            Connection connection,
            @Nullable EndUser user) {
        ObjectNode body =
                body(operation, environment, integration, connection.key().connectionId(), true);
        body.set("tags", JsJson.of(connection.tags()));
        if (user != null) {
            body.set("endUser", endUser(user));
        }
        send(
                environment,
                operation,
                connection.key().connectionId(),
                body,
                connection.webhookUrlOverride());
    }

    private void failed(
            String operation,
            Environment environment,
            Integration integration,
            Connection connection,
            Trouble trouble) {
        String id = connection.key().connectionId();
        ObjectNode body = body(operation, environment, integration, id, false);
        body.set("error", JsJson.of(trouble));
        body.set("tags", JsJson.of(connection.tags()));
        send(environment, operation, id, body, connection.webhookUrlOverride());
    }

    private static ObjectNode body(
            String operation,
            Environment environment,
            Integration integration,
            String connectionId,
            boolean success) {
        return JsJson.object()
                .put("from", "nango")
                .put("type", "auth")
                .put("operation", operation)
                .put("success", success)
                .put("connectionId", connectionId)
                .put("environment", environment.name())
                .put("provider", integration.provider())
                .put("providerConfigKey", integration.uniqueKey())
                .put("authMode", integration.authMode());
    }

    private static ObjectNode endUser(EndUser user) {
        ObjectNode json =
                JsJson.object().put("endUserId", user.id()).put("endUserEmail", user.email());
        Organization organization = user.organization();
        if (organization != null) {
            json.put("organizationId", organization.id());
        }
        json.set("tags", JsJson.of(user.tags() == null ? Map.of() : user.tags()));
        return json;
    }

    private void send(
            Environment environment,
            String operation,
            String connectionId,
            ObjectNode body,
            @Nullable String urlOverride) {
        sender.send(
                Webhook.of(
                        environment,
                        new Webhook.Subject("auth", operation, connectionId),
                        body,
                        Signer.SERVER,
                        urlOverride));
    }
}

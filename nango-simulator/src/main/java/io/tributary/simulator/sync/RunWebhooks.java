package io.tributary.simulator.sync;

import io.tributary.simulator.account.Environment;
import io.tributary.simulator.account.SigningKeys.Signer;
import io.tributary.simulator.connection.Connection;
import io.tributary.simulator.connection.ConnectionKey;
import io.tributary.simulator.connection.Connections;
import io.tributary.simulator.delivery.Webhook;
import io.tributary.simulator.delivery.WebhookSender;
import io.tributary.simulator.json.JsJson;

import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.UUID;

/** The webhooks of sync runs and actions: signed by the process that runs them. */
@Component
public final class RunWebhooks {

    private final Connections connections;
    private final WebhookSender sender;
    private final Clock clock;

    RunWebhooks(Connections connections, WebhookSender sender, Clock clock) {
        this.connections = connections;
        this.sender = sender;
        this.clock = clock;
    }

    /** Which sync ran, for which connection. */
    public record Run(ConnectionKey connection, String syncName, String model, String syncType) {}

    /** What a run did to the records of its model. */
    public record Changes(int added, int updated, int deleted) {

        boolean isNothing() {
            return added == 0 && updated == 0 && deleted == 0;
        }
    }

    /** Not sent when nothing changed, unless the environment wants it always. */
    public void completed(
            Environment environment, Run run, Changes changes, @Nullable JsonNode checkpoints) {
        if (changes.isNothing() && !environment.toggles().onSyncCompletionAlways()) {
            return;
        }
        ObjectNode body = body(run, true);
        String began = now();
        body.put("modifiedAfter", began).put("queryTimeStamp", began);
        body.set("responseResults", JsJson.of(changes));
        if (checkpoints != null) {
            body.set("checkpoints", checkpoints);
        }
        send(environment, run.connection(), "sync", body);
    }

    public void failed(Environment environment, Run run, String message) {
        if (!environment.toggles().onSyncError()) {
            return;
        }
        ObjectNode payload = JsJson.object().put("message", message).put("name", "Error");
        payload.putArray("stacktrace").add("Error: " + message);
        ObjectNode error =
                JsJson.object()
                        .put("type", "script_error")
                        .put(
                                "description",
                                "An internal error occurred during the script execution");
        error.set("payload", payload);
        ObjectNode body = body(run, false);
        body.set("error", error);
        body.put("startedAt", now()).put("failedAt", now());
        send(environment, run.connection(), "sync", body);
    }

    /** An action ended, well or badly: the webhook does not say which. */
    public void actionEnded(Environment environment, ConnectionKey connection, UUID action) {
        if (!environment.toggles().onAsyncActionCompletion()) {
            return;
        }
        ObjectNode body =
                JsJson.object()
                        .put("from", "nango")
                        .put("type", "async_action")
                        .put("connectionId", connection.connectionId())
                        .put("providerConfigKey", connection.integration());
        body.set(
                "payload",
                JsJson.object().put("id", action.toString()).put("statusUrl", "/action/" + action));
        send(environment, connection, "async_action", body);
    }

    private static ObjectNode body(Run run, boolean success) {
        return JsJson.object()
                .put("from", "nango")
                .put("type", "sync")
                .put("connectionId", run.connection().connectionId())
                .put("providerConfigKey", run.connection().integration())
                .put("syncName", run.syncName())
                .put("syncVariant", "base")
                .put("model", run.model())
                .put("syncType", run.syncType())
                .put("success", success);
    }

    private String now() {
        Instant now = clock.instant().truncatedTo(ChronoUnit.MILLIS);
        return now.getNano() == 0 ? now.toString().replace("Z", ".000Z") : now.toString();
    }

    private void send(
            Environment environment, ConnectionKey connection, String type, ObjectNode body) {
        String override =
                connections.find(connection).map(Connection::webhookUrlOverride).orElse(null);
        sender.send(
                Webhook.of(
                        environment,
                        new Webhook.Subject(type, null, connection.connectionId()),
                        body,
                        Signer.JOBS,
                        override));
    }
}

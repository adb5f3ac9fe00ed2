package io.tributary.simulator.control;

import io.tributary.simulator.account.Environment;
import io.tributary.simulator.account.Integration;
import io.tributary.simulator.connection.ConnectionKey;
import io.tributary.simulator.forward.ForwardRouting;
import io.tributary.simulator.json.CanonicalJson;
import io.tributary.simulator.sync.RunWebhooks;
import io.tributary.simulator.sync.RunWebhooks.Changes;
import io.tributary.simulator.sync.RunWebhooks.Run;
import io.tributary.simulator.wire.HeaderList;

import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

import tools.jackson.databind.JsonNode;

import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;

/** Webhooks for which nothing has happened here: runs, actions, third parties. */
@RestController
@RequestMapping("/_control/webhooks")
final class WebhookControl {

    private final Target target;
    private final RunWebhooks runs;
    private final ForwardRouting forwards;

    WebhookControl(Target target, RunWebhooks runs, ForwardRouting forwards) {
        this.target = target;
        this.runs = runs;
        this.forwards = forwards;
    }

    /** A sync run; {@code error} makes it a failed one. */
    record SyncRun(
            @Nullable String environment,
            @Nullable String integration,
            @Nullable String connectionId,
            @Nullable String syncName,
            @Nullable String model,
            @Nullable String syncType,
            @Nullable Integer added,
            @Nullable Integer updated,
            @Nullable Integer deleted,
            @Nullable JsonNode checkpoints,
            @Nullable String error) {

        private Changes changes() {
            return new Changes(
                    Objects.requireNonNullElse(added, 0),
                    Objects.requireNonNullElse(updated, 0),
                    Objects.requireNonNullElse(deleted, 0));
        }

        private Run run(ConnectionKey connection) {
            return new Run(
                    connection,
                    syncName == null ? "contacts" : syncName,
                    model == null ? "Contact" : model,
                    syncType == null ? "INCREMENTAL" : syncType);
        }
    }

    @PostMapping("/sync")
    @Help(
            "tell of a sync run: {.., syncName?, model?, syncType?, added?, updated?, deleted?,"
                    + " error?}")
    void sync(@RequestBody SyncRun run) {
        Environment environment = target.environment(run.environment());
        ConnectionKey connection = connection(environment, run.integration(), run.connectionId());
        String error = run.error();
        if (error != null) {
            runs.failed(environment, run.run(connection), error);
        } else {
            runs.completed(environment, run.run(connection), run.changes(), run.checkpoints());
        }
    }

    /** An action that ended. */
    record Action(
            @Nullable String environment,
            @Nullable String integration,
            @Nullable String connectionId,
            @Nullable UUID id) {}

    @PostMapping("/async-action")
    @Help("tell of the end of an action: {environment, integration, connectionId, id?}")
    void asyncAction(@RequestBody Action action) {
        Environment environment = target.environment(action.environment());
        runs.actionEnded(
                environment,
                connection(environment, action.integration(), action.connectionId()),
                action.id() == null ? UUID.randomUUID() : action.id());
    }

    /** A third party's webhook, without a third party. */
    record Forward(
            @Nullable String environment,
            @Nullable String integration,
            JsonNode payload,
            @Nullable Map<String, String> headers,
            @Nullable Boolean chunked) {

        Forward {
            Target.given(payload, "payload");
        }

        private HeaderList lines() {
            HeaderList lines = new HeaderList().set("accept", "*/*");
            if (headers != null) {
                headers.forEach((name, value) -> lines.set(name.toLowerCase(Locale.ROOT), value));
            }
            return Boolean.TRUE.equals(chunked) ? lines.set("transfer-encoding", "chunked") : lines;
        }
    }

    @PostMapping("/forward")
    @Help(
            "pass on a third party's webhook: {environment, integration, payload, headers?,"
                    + " chunked?}")
    void forward(@RequestBody Forward forward) {
        Integration integration = target.integration(forward.integration());
        boolean taken =
                forwards.route(
                        target.environment(forward.environment()),
                        integration,
                        CanonicalJson.rewrite(forward.payload()),
                        "application/json",
                        forward.lines());
        if (!taken) {
            throw new IllegalArgumentException(
                    "the provider has no routing script: " + integration.uniqueKey());
        }
    }

    private ConnectionKey connection(
            Environment environment, @Nullable String integration, @Nullable String connectionId) {
        return target.existing(environment, target.integration(integration), connectionId);
    }
}

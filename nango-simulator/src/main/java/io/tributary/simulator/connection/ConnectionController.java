package io.tributary.simulator.connection;

import io.tributary.simulator.account.Caller;
import io.tributary.simulator.account.Integration;
import io.tributary.simulator.account.Integrations;
import io.tributary.simulator.account.Plan;
import io.tributary.simulator.envelope.ApiException;
import io.tributary.simulator.envelope.JsonAnswer;
import io.tributary.simulator.envelope.StrictBody;
import io.tributary.simulator.json.JsJson;

import jakarta.servlet.http.HttpServletRequest;

import org.jspecify.annotations.Nullable;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PatchMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

import java.time.Clock;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/** Nango's API of connections. */
@RestController
final class ConnectionController {

    private final Connections connections;
    private final ConnectionLife life;
    private final ConnectionRead read;
    private final Integrations integrations;
    private final Plan plan;
    private final Clock clock;

    ConnectionController(
            Connections connections,
            ConnectionLife life,
            ConnectionRead read,
            Integrations integrations,
            Plan plan,
            Clock clock) {
        this.connections = connections;
        this.life = life;
        this.read = read;
        this.integrations = integrations;
        this.plan = plan;
        this.clock = clock;
    }

    @GetMapping("/connections")
    ResponseEntity<byte[]> list(HttpServletRequest request) {
        Caller caller = Caller.of(request);
        caller.require("connections:list");
        List<Connection> found =
                ConnectionQuery.of(request.getParameterMap())
                        .apply(connections.in(caller.environment().name()));
        ObjectNode answer = JsJson.object();
        ArrayNode rows = answer.putArray("connections");
        for (Connection one : found) {
            integrations
                    .find(one.key().integration())
                    .ifPresent(integration -> rows.add(ConnectionView.listed(one, integration)));
        }
        return JsonAnswer.of(200, answer);
    }

    @PostMapping("/connections")
    ResponseEntity<byte[]> create(HttpServletRequest request, @RequestBody byte[] body) {
        Caller caller = Caller.of(request);
        caller.require("connections:create");
        StrictBody wanted = GrantBody.ofImport(body, request.getContentType());
        String uniqueKey = wanted.required("provider_config_key");
        Integration integration =
                integrations
                        .find(uniqueKey)
                        .orElseThrow(
                                () ->
                                        new ApiException(
                                                404, "not_found", "Integration does not exist"));
        String id =
                wanted.has("connection_id")
                        ? wanted.required("connection_id")
                        : UUID.randomUUID().toString();
        ConnectionKey wantedKey =
                new ConnectionKey(caller.environment().name(), integration.uniqueKey(), id);
        if (connections.find(wantedKey).isEmpty()) {
            plan.requireRoom(connections.count());
        }
        Connection made =
                life.imported(
                        caller.environment(),
                        integration,
                        id,
                        GrantBody.grant(wanted, integration));
        return JsonAnswer.of(
                201, ConnectionView.imported(made, integration, Credentials.shown(made, true)));
    }

    @GetMapping("/connections/{id}")
    ResponseEntity<byte[]> single(
            HttpServletRequest request,
            @PathVariable String id,
            @RequestParam(name = "provider_config_key", required = false) @Nullable String key,
            @RequestParam(name = "force_refresh", defaultValue = "false") boolean force,
            @RequestParam(name = "refresh_token", defaultValue = "false") boolean refreshToken) {
        Caller caller = Caller.of(request);
        caller.require("connections:read");
        Integration integration = integration(key);
        boolean withCredentials = caller.may("connections:read_credentials");
        if (!withCredentials && (force || refreshToken)) {
            caller.require("connections:read_credentials");
        }
        ConnectionKey wanted =
                new ConnectionKey(caller.environment().name(), integration.uniqueKey(), id);
        return JsonAnswer.of(
                200,
                withCredentials
                        ? read.withCredentials(
                                caller.environment(), integration, wanted, force, refreshToken)
                        : read.withoutCredentials(integration, wanted));
    }

    @PatchMapping("/connections/{id}")
    ResponseEntity<byte[]> patch(
            HttpServletRequest request,
            @PathVariable String id,
            @RequestParam(name = "provider_config_key", required = false) @Nullable String key,
            @RequestBody byte[] body) {
        Caller caller = Caller.of(request);
        caller.require("connections:update");
        Integration integration = integration(key);
        StrictBody wanted = GrantBody.ofPatch(body, request.getContentType());
        EndUser user = GrantBody.endUser(wanted);
        String override = GrantBody.webhookUrlOverride(wanted);
        Optional<Connection> patched =
                connections.update(
                        new ConnectionKey(caller.environment().name(), integration.uniqueKey(), id),
                        old ->
                                old.patched(
                                        user != null ? user : old.endUser(),
                                        wanted.has("tags")
                                                ? Tags.of(wanted.strings("tags"), null)
                                                : old.tags(),
                                        wanted.has("webhook_url_override")
                                                ? override
                                                : old.webhookUrlOverride(),
                                        clock.instant()));
        if (patched.isEmpty()) {
            throw ConnectionRead.notFound();
        }
        return JsonAnswer.of(200, JsJson.object().put("success", true));
    }

    @DeleteMapping("/connections/{id}")
    ResponseEntity<byte[]> delete(
            HttpServletRequest request,
            @PathVariable String id,
            @RequestParam(name = "provider_config_key", required = false) @Nullable String key) {
        Caller caller = Caller.of(request);
        caller.require("connections:delete");
        if (!life.deleted(caller.environment(), integration(key), id, false)) {
            throw new ApiException(
                    400, "unknown_connection", "No connection matching the id: " + id);
        }
        return JsonAnswer.of(200, JsJson.object().put("success", true));
    }

    private Integration integration(@Nullable String key) {
        if (key == null || key.isBlank()) {
            throw ApiException.invalid("invalid_query_params", "Required", "provider_config_key");
        }
        return integrations
                .find(key)
                .orElseThrow(
                        () ->
                                new ApiException(
                                        400,
                                        "unknown_provider_config",
                                        "Provider does not exist: " + key));
    }
}

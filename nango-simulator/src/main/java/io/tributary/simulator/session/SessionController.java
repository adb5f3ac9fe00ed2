package io.tributary.simulator.session;

import io.tributary.simulator.account.Caller;
import io.tributary.simulator.account.Integrations;
import io.tributary.simulator.account.Plan;
import io.tributary.simulator.connection.ConnectionKey;
import io.tributary.simulator.connection.Connections;
import io.tributary.simulator.connection.Timestamps;
import io.tributary.simulator.envelope.ApiException;
import io.tributary.simulator.envelope.JsonAnswer;
import io.tributary.simulator.envelope.StrictBody;
import io.tributary.simulator.json.JsJson;
import io.tributary.simulator.session.ConnectSession.Wish;

import jakarta.servlet.http.HttpServletRequest;

import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RestController;

import tools.jackson.databind.node.ObjectNode;

import java.util.List;

/** Nango's API of connect sessions. */
@RestController
final class SessionController {

    private static final String SCOPE = "connect_sessions:write";

    private final ConnectSessions sessions;
    private final Connections connections;
    private final Integrations integrations;
    private final Plan plan;
    private final SessionSettings settings;

    SessionController(
            ConnectSessions sessions,
            Connections connections,
            Integrations integrations,
            Plan plan,
            SessionSettings settings) {
        this.sessions = sessions;
        this.connections = connections;
        this.integrations = integrations;
        this.plan = plan;
        this.settings = settings;
    }

    @PostMapping("/connect/sessions")
    ResponseEntity<byte[]> create(HttpServletRequest request, @RequestBody byte[] body) {
        Caller caller = admitted(request);
        StrictBody wanted =
                StrictBody.parse(
                        body,
                        request.getContentType(),
                        "tags",
                        "end_user",
                        "organization",
                        "allowed_integrations",
                        "integrations_config_defaults",
                        "overrides",
                        "webhook_url_override");
        Wish wish = allowed(new SessionBody(wanted, integrations).wish());
        plan.requireRoom(connections.count());
        return made(sessions.begin(caller.environment(), wish, null));
    }

    @PostMapping("/connect/sessions/reconnect")
    ResponseEntity<byte[]> reconnect(HttpServletRequest request, @RequestBody byte[] body) {
        Caller caller = admitted(request);
        StrictBody wanted =
                StrictBody.parse(
                        body,
                        request.getContentType(),
                        "connection_id",
                        "integration_id",
                        "tags",
                        "end_user",
                        "organization",
                        "integrations_config_defaults",
                        "overrides",
                        "webhook_url_override");
        String integration = wanted.required("integration_id");
        String id = wanted.required("connection_id");
        ConnectionKey key =
                wanted.checked(
                        "connection_id",
                        () -> new ConnectionKey(caller.environment().name(), integration, id));
        Wish wish = allowed(new SessionBody(wanted, integrations).reconnectOf(integration));
        if (integrations.find(integration).isEmpty() || connections.find(key).isEmpty()) {
            throw new ApiException(400, "invalid_body", "Connection or integration does not exist");
        }
        return made(sessions.begin(caller.environment(), wish, key));
    }

    @GetMapping("/connect/session")
    ResponseEntity<byte[]> get(HttpServletRequest request) {
        ObjectNode answer = JsJson.object();
        answer.set("data", SessionView.of(ConnectSession.of(request)));
        return JsonAnswer.of(200, answer);
    }

    @DeleteMapping("/connect/session")
    ResponseEntity<Void> delete(HttpServletRequest request) {
        sessions.end(ConnectSession.of(request));
        return ResponseEntity.noContent().build();
    }

    private static Caller admitted(HttpServletRequest request) {
        Caller caller = Caller.of(request);
        caller.require(SCOPE);
        List<String> parameters = List.copyOf(request.getParameterMap().keySet());
        if (!parameters.isEmpty()) {
            throw ApiException.invalid("invalid_query_params", "Unrecognized keys: " + parameters);
        }
        return caller;
    }

    private Wish allowed(Wish wish) {
        if (wish.overrides() != null && !settings.docsOverride()) {
            throw new ApiException(
                    403,
                    "forbidden",
                    "The account's plan does not allow to override documentation");
        }
        return wish;
    }

    private ResponseEntity<byte[]> made(ConnectSession session) {
        ObjectNode answer = JsJson.object();
        answer.putObject("data")
                .put("token", session.token())
                .put("connect_link", settings.connectUrl() + "/?session_token=" + session.token())
                .put("expires_at", Timestamps.millisZulu(session.expiresAt()));
        return JsonAnswer.of(201, answer);
    }
}

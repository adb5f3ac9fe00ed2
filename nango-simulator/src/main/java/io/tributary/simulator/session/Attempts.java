package io.tributary.simulator.session;

import io.tributary.simulator.account.Environment;
import io.tributary.simulator.account.Integration;
import io.tributary.simulator.account.Plan;
import io.tributary.simulator.connection.Connection;
import io.tributary.simulator.connection.ConnectionKey;
import io.tributary.simulator.connection.ConnectionLife;
import io.tributary.simulator.connection.Connections;
import io.tributary.simulator.connection.Health.Trouble;
import io.tributary.simulator.envelope.ApiException;
import io.tributary.simulator.json.JsJson;
import io.tributary.simulator.session.ConnectMishaps.Kind;

import jakarta.servlet.http.HttpServletRequest;

import org.springframework.stereotype.Component;

import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

import java.util.UUID;

/** What every way to connect has in common: may it begin, and what becomes of it. */
@Component
public final class Attempts {

    private static final String VALIDATION_FAILED = "connection_validation_failed";
    private static final String SCOPES = "oauth_scopes_override";

    private final ConnectionLife life;
    private final Connections connections;
    private final Plan plan;
    private final ConnectMishaps mishaps;

    Attempts(ConnectionLife life, Connections connections, Plan plan, ConnectMishaps mishaps) {
        this.life = life;
        this.connections = connections;
        this.plan = plan;
        this.mishaps = mishaps;
    }

    /** Refuses what the session does not allow, in JSON that the browser gets to see. */
    public Attempt begin(HttpServletRequest request, Integration integration) {
        ConnectSession session = ConnectSession.of(request);
        if (request.getParameter("connection_id") != null) {
            throw ApiException.invalid(
                    "invalid_query_params",
                    "A connect session chooses the connection itself",
                    "connection_id");
        }
        if (!session.allows(integration)) {
            throw new ApiException(
                    400,
                    "integration_not_allowed",
                    "The session does not allow the integration " + integration.uniqueKey());
        }
        return new Attempt(
                session, integration, connectionId(session), config(request, session, integration));
    }

    /** Keeps the connection, and tells of it. */
    public Connection succeed(Attempt attempt, JsonNode credentials) {
        ConnectSession session = attempt.session();
        Environment environment = session.environment();
        if (mishaps.happens(Kind.VALIDATION_FAILS)) {
            Trouble trouble =
                    new Trouble(VALIDATION_FAILED, "The connection did not pass the validation");
            if (session.reconnects() != null) {
                life.reconnectFailed(
                        session.reconnects(), environment, attempt.integration(), trouble);
            }
            throw new ApiException(400, trouble.type(), trouble.description());
        }
        return life.connected(
                environment,
                attempt.integration(),
                attempt.connectionId(),
                session.grant(attempt.connectionConfig(), credentials));
    }

    /** Keeps nothing, and tells of it, of a reconnect too as of a creation. */
    public void fail(Attempt attempt, Trouble trouble) {
        life.failed(
                attempt.session().environment(),
                attempt.integration(),
                attempt.connectionId(),
                trouble);
    }

    private String connectionId(ConnectSession session) {
        ConnectionKey target = session.reconnects();
        if (target == null) {
            plan.requireRoom(connections.count());
            return UUID.randomUUID().toString();
        }
        if (connections.find(target).isEmpty()) {
            throw new ApiException(
                    400, "invalid_connection", "The connection to reconnect does not exist");
        }
        return target.connectionId();
    }

    /** What the app set wins, and the browser has no say in scopes. */
    private static ObjectNode config(
            HttpServletRequest request, ConnectSession session, Integration integration) {
        ObjectNode config = JsJson.object();
        QueryMap.of(request, "params").forEach(config::put);
        config.remove(SCOPES);
        session.defaults(integration)
                .connectionConfig()
                .properties()
                .forEach(one -> config.set(one.getKey(), one.getValue()));
        return config;
    }
}

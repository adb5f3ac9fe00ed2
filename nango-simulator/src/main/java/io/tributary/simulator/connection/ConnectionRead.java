package io.tributary.simulator.connection;

import io.tributary.simulator.account.Environment;
import io.tributary.simulator.account.Integration;
import io.tributary.simulator.connection.CredentialRefresh.Result;
import io.tributary.simulator.envelope.ApiException;
import io.tributary.simulator.json.JsJson;

import org.springframework.stereotype.Component;

import tools.jackson.databind.node.ObjectNode;

import java.time.Clock;

/**
 * Reads one connection. With a key that may see credentials the token is refreshed first, so that a
 * mere read can fail and be told of by a webhook; with another key nothing happens.
 */
@Component
final class ConnectionRead {

    private final Connections connections;
    private final CredentialRefresh refresh;
    private final Clock clock;

    ConnectionRead(Connections connections, CredentialRefresh refresh, Clock clock) {
        this.connections = connections;
        this.refresh = refresh;
        this.clock = clock;
    }

    ObjectNode withoutCredentials(Integration integration, ConnectionKey key) {
        Connection connection = connections.find(key).orElseThrow(ConnectionRead::notFound);
        return ConnectionView.single(connection, integration, JsJson.object());
    }

    ObjectNode withCredentials(
            Environment environment,
            Integration integration,
            ConnectionKey key,
            boolean force,
            boolean refreshToken) {
        Result result =
                refresh.beforeUse(environment, integration, key, force)
                        .orElseThrow(ConnectionRead::notFound);
        return switch (result) {
            case Result.Good(var connection) -> {
                connections.update(key, c -> c.fetched(clock.instant()));
                yield ConnectionView.single(
                        connection, integration, Credentials.shown(connection, refreshToken));
            }
            case Result.Failed(var connection, var trouble) ->
                    throw refused(400, trouble.description(), connection, integration);
            case Result.BackingOff(var connection) ->
                    throw refused(
                            424,
                            "A recent refresh attempt failed. Backing off",
                            connection,
                            integration);
        };
    }

    private static ApiException refused(
            int status, String message, Connection connection, Integration integration) {
        ObjectNode payload = JsJson.object();
        payload.set("connection", ConnectionView.single(connection, integration, JsJson.object()));
        return new ApiException(status, "invalid_credentials", message).withPayload(payload);
    }

    static ApiException notFound() {
        return new ApiException(404, "not_found", "Failed to find connection");
    }
}

package io.tributary.simulator.proxy;

import io.tributary.simulator.account.Environment;
import io.tributary.simulator.account.Integration;
import io.tributary.simulator.account.Integrations;
import io.tributary.simulator.connection.Connection;
import io.tributary.simulator.connection.ConnectionKey;
import io.tributary.simulator.connection.CredentialRefresh;
import io.tributary.simulator.connection.CredentialRefresh.Result;
import io.tributary.simulator.envelope.ApiException;

import org.springframework.stereotype.Component;

/** A proxied call: find the connection, see that its credential is good, call, and call again. */
@Component
final class ProxyFlow {

    private final Integrations integrations;
    private final CredentialRefresh refresh;
    private final Upstream upstream;
    private final UpstreamCall call;

    ProxyFlow(
            Integrations integrations,
            CredentialRefresh refresh,
            Upstream upstream,
            UpstreamCall call) {
        this.integrations = integrations;
        this.refresh = refresh;
        this.upstream = upstream;
        this.call = call;
    }

    UpstreamCall.Answer proxy(Environment environment, ProxyOrder order)
            throws InterruptedException {
        Integration integration = integration(order);
        Connection connection = connection(environment, integration, order);
        return call.make(upstream.request(order, integration, connection), order, integration);
    }

    private Integration integration(ProxyOrder order) {
        return integrations
                .find(order.uniqueKey())
                .orElseThrow(
                        () ->
                                new ApiException(
                                        404,
                                        "unknown_provider_config",
                                        "Provider does not exist: " + order.uniqueKey()));
    }

    private Connection connection(
            Environment environment, Integration integration, ProxyOrder order) {
        ConnectionKey key =
                ConnectionKey.isValidId(order.connectionId())
                        ? new ConnectionKey(
                                environment.name(), integration.uniqueKey(), order.connectionId())
                        : null;
        Result result =
                key == null
                        ? null
                        : refresh.beforeUse(environment, integration, key, false).orElse(null);
        if (result == null) {
            throw new ApiException(400, "server_error", "Failed to get connection");
        }
        return switch (result) {
            case Result.Good(var connection) -> connection;
            case Result.Failed(_, var trouble) ->
                    throw new ApiException(
                            400,
                            "server_error",
                            "Failed to get connection credentials: '"
                                    + trouble.description()
                                    + "'");
            case Result.BackingOff _ ->
                    throw new ApiException(
                            424,
                            "connection_refresh_backoff",
                            "A recent refresh attempt failed. Backing off");
        };
    }
}

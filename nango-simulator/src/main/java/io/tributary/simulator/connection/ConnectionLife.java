package io.tributary.simulator.connection;

import io.tributary.simulator.account.Environment;
import io.tributary.simulator.account.Integration;
import io.tributary.simulator.connection.Health.Trouble;
import io.tributary.simulator.json.JsJson;

import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

import tools.jackson.databind.JsonNode;

import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** How connections come, are granted again, and go; and what is told of it. */
@Component
public final class ConnectionLife {

    /** A reconnect leaves the metadata of these alone, and resets that of all others. */
    private static final Set<String> KEEP_METADATA =
            Set.of("OAUTH1", "OAUTH2", "OAUTH2_CC", "NONE");

    private final Connections connections;
    private final AuthWebhooks webhooks;
    private final Clock clock;

    ConnectionLife(Connections connections, AuthWebhooks webhooks, Clock clock) {
        this.connections = connections;
        this.webhooks = webhooks;
        this.clock = clock;
    }

    /** Through the API: the webhook names no end user, and metadata not given again is reset. */
    Connection imported(Environment environment, Integration integration, String id, Grant grant) {
        return granted(environment, integration, id, grant, Optional.empty(), Set.of());
    }

    /** Through a connect session, by the end user. */
    public Connection connected(
            Environment environment, Integration integration, String id, Grant grant) {
        Optional<EndUser> user = Optional.ofNullable(grant.endUser());
        return granted(environment, integration, id, grant, user, KEEP_METADATA);
    }

    /** An end user refused, or the provider gave no token: nothing is kept, but it is told. */
    public void failed(
            Environment environment, Integration integration, String id, Trouble trouble) {
        webhooks.creationFailed(environment, integration, id, trouble);
    }

    /** A function of the app's rejected a reconnect: the connection stays as it was. */
    public void reconnectFailed(
            ConnectionKey key, Environment environment, Integration integration, Trouble trouble) {
        connections
                .find(key)
                .ifPresent(it -> webhooks.overrideFailed(environment, integration, it, trouble));
    }

    /** Gone. Of a server of 0.71.4 nobody hears it, unless the environment was switched to tell. */
    public boolean deleted(
            Environment environment, Integration integration, String id, boolean silently) {
        Optional<Connection> gone =
                connections.remove(
                        new ConnectionKey(environment.name(), integration.uniqueKey(), id));
        if (!silently) {
            gone.ifPresent(it -> webhooks.deleted(environment, integration, it));
        }
        return gone.isPresent();
    }

    private Connection granted(
            Environment environment,
            Integration integration,
            String id,
            Grant grant,
            Optional<EndUser> sessionUser,
            Set<String> keepMetadata) {
        ConnectionKey key = new ConnectionKey(environment.name(), integration.uniqueKey(), id);
        Map<String, String> tags = Tags.of(grant.tags(), grant.endUser());
        boolean keeps = keepMetadata.contains(integration.authMode());
        Connections.Put put =
                connections.put(
                        key,
                        (old, number) -> {
                            Instant now = now();
                            return new Connection(
                                    number,
                                    key,
                                    endUser(grant, old),
                                    tags,
                                    metadata(grant, keeps ? old : Optional.empty()),
                                    orEmpty(grant.connectionConfig()),
                                    grant.webhookUrlOverride(),
                                    grant.credentials() != null
                                            ? grant.credentials()
                                            : Credentials.invented(integration, now),
                                    Health.GOOD,
                                    old.map(Connection::createdAt).orElse(now),
                                    now,
                                    null);
                        });
        EndUser told = sessionUser.orElse(null);
        if (put.isNew()) {
            webhooks.created(environment, integration, put.connection(), told);
        } else {
            webhooks.overridden(environment, integration, put.connection(), told);
        }
        return put.connection();
    }

    private static @Nullable EndUser endUser(Grant grant, Optional<Connection> old) {
        return grant.endUser() != null
                ? grant.endUser()
                : old.map(Connection::endUser).orElse(null);
    }

    private static JsonNode metadata(Grant grant, Optional<Connection> kept) {
        return grant.metadata() != null
                ? grant.metadata()
                : kept.map(Connection::metadata).orElseGet(JsJson::object);
    }

    private static JsonNode orEmpty(@Nullable JsonNode json) {
        return json != null ? json : JsJson.object();
    }

    private Instant now() {
        return clock.instant().truncatedTo(ChronoUnit.MICROS);
    }
}

package io.tributary.simulator.control;

import io.tributary.simulator.account.Environment;
import io.tributary.simulator.account.Environments;
import io.tributary.simulator.account.Integration;
import io.tributary.simulator.account.Integrations;
import io.tributary.simulator.connection.ConnectionKey;
import io.tributary.simulator.connection.Connections;

import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Finds what a lever is pulled for; {@code IllegalArgumentException} says what is not there. */
@Component
final class Target {

    private final Environments environments;
    private final Integrations integrations;
    private final Connections connections;

    Target(Environments environments, Integrations integrations, Connections connections) {
        this.environments = environments;
        this.integrations = integrations;
        this.connections = connections;
    }

    /** The environment of that name; without a name, the one that every account begins with. */
    Environment environment(@Nullable String name) {
        String wanted = name == null ? "dev" : name;
        return environments
                .find(wanted)
                .orElseThrow(() -> new IllegalArgumentException("no such environment: " + wanted));
    }

    Integration integration(@Nullable String uniqueKey) {
        return integrations
                .find(given(uniqueKey, "integration"))
                .orElseThrow(
                        () -> new IllegalArgumentException("no such integration: " + uniqueKey));
    }

    /** The key of a connection that exists. */
    ConnectionKey existing(
            Environment environment, Integration integration, @Nullable String connectionId) {
        ConnectionKey key =
                new ConnectionKey(
                        environment.name(),
                        integration.uniqueKey(),
                        given(connectionId, "connectionId"));
        if (connections.find(key).isEmpty()) {
            throw new IllegalArgumentException("no such connection: " + key);
        }
        return key;
    }

    /** Insists on a member of a lever's body. */
    static <T> T given(@Nullable T value, String member) {
        if (value == null) {
            throw new IllegalArgumentException("missing: " + member);
        }
        return value;
    }
}

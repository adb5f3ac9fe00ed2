package io.tributary.simulator.connection;

import io.tributary.simulator.account.Environment;
import io.tributary.simulator.account.Integration;
import io.tributary.simulator.connection.Health.Trouble;

import org.springframework.stereotype.Component;

import java.time.Clock;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicReference;

/**
 * Whether a connection's credential is still good. A connection that the provider revoked fails
 * each attempt; each failure is told by a webhook of its own, recovery by none.
 */
@Component
public final class CredentialRefresh {

    /** What the provider says of a revoked token, and of a server that is down, alike. */
    public static final Trouble REVOKED =
            new Trouble(
                    "refresh_token_external_error",
                    "The external API returned an error when trying to refresh the access token."
                            + " Please try again later.");

    private final Connections connections;
    private final AuthWebhooks webhooks;
    private final RefreshSettings settings;
    private final Clock clock;

    CredentialRefresh(
            Connections connections, AuthWebhooks webhooks, RefreshSettings settings, Clock clock) {
        this.connections = connections;
        this.webhooks = webhooks;
        this.settings = settings;
        this.clock = clock;
    }

    /** How an attempt ended. */
    public sealed interface Result {

        /** The credential is good. */
        record Good(Connection connection) implements Result {}

        /** The provider refused. */
        record Failed(Connection connection, Trouble trouble) implements Result {}

        /** The provider was not asked: it refused a moment ago. */
        record BackingOff(Connection connection) implements Result {}
    }

    /** What precedes a read with credentials or a proxied call. Only OAuth tokens are refreshed. */
    public Optional<Result> beforeUse(
            Environment environment, Integration integration, ConnectionKey key, boolean force) {
        return integration.refreshes()
                ? attempt(environment, integration, key, force)
                : connections.find(key).map(Result.Good::new);
    }

    /**
     * An attempt of the server's own accord: a refresh, or a test of a key. Nothing holds it back.
     */
    public Optional<Result> attempt(
            Environment environment, Integration integration, ConnectionKey key) {
        return attempt(environment, integration, key, true);
    }

    /** The provider takes the credential no more. Nango knows only after an attempt. */
    public void revoke(ConnectionKey key, Trouble trouble) {
        connections.update(key, c -> c.with(c.health().revokedWith(trouble)));
    }

    /** The provider takes the credential again. */
    public void repair(ConnectionKey key) {
        connections.update(key, c -> c.with(c.health().repaired()));
    }

    /** Tells of a recovery, as servers after 0.71.4 do. */
    public void announceRecovery(
            Environment environment, Integration integration, ConnectionKey key) {
        connections
                .find(key)
                .ifPresent(it -> webhooks.refreshRecovered(environment, integration, it));
    }

    private Optional<Result> attempt(
            Environment environment, Integration integration, ConnectionKey key, boolean force) {
        AtomicReference<Result> result = new AtomicReference<>();
        connections.update(
                key,
                connection -> {
                    Result ended = tried(connection, force);
                    result.set(ended);
                    return switch (ended) {
                        case Result.Good(var good) -> good;
                        case Result.Failed(var failed, _) -> failed;
                        case Result.BackingOff(var same) -> same;
                    };
                });
        if (result.get() instanceof Result.Failed(var connection, var trouble)) {
            webhooks.refreshFailed(environment, integration, connection, trouble);
        }
        return Optional.ofNullable(result.get());
    }

    private Result tried(Connection connection, boolean force) {
        Health health = connection.health();
        Instant now = clock.instant();
        Trouble trouble = health.revoked();
        if (trouble == null) {
            boolean recovers = health.errorLogId() != null;
            return new Result.Good(
                    recovers ? connection.with(Health.GOOD).updated(now) : connection);
        }
        Instant last = health.lastFailure();
        if (!force && last != null && now.isBefore(last.plus(settings.backoff()))) {
            return new Result.BackingOff(connection);
        }
        String logId = UUID.randomUUID().toString();
        return new Result.Failed(connection.with(health.failed(logId, now)), trouble);
    }
}

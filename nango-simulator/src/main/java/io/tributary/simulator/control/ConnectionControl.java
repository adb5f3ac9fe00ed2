package io.tributary.simulator.control;

import io.tributary.simulator.account.Environment;
import io.tributary.simulator.account.Integration;
import io.tributary.simulator.connection.Connection;
import io.tributary.simulator.connection.ConnectionKey;
import io.tributary.simulator.connection.ConnectionLife;
import io.tributary.simulator.connection.CredentialRefresh;
import io.tributary.simulator.connection.EndUser;
import io.tributary.simulator.connection.Grant;
import io.tributary.simulator.connection.Health.Trouble;

import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

import java.util.Map;
import java.util.UUID;

/** What end users and providers do to connections. */
@RestController
@RequestMapping("/_control/connections")
final class ConnectionControl {

    private static final Trouble DENIED =
            new Trouble(
                    "invalid_callback",
                    "Did not get authorization code in the callback. Provider error: error:"
                            + " access_denied; error_description: The user refused");

    private final Target target;
    private final ConnectionLife life;
    private final CredentialRefresh refresh;

    ConnectionControl(Target target, ConnectionLife life, CredentialRefresh refresh) {
        this.target = target;
        this.life = life;
        this.refresh = refresh;
    }

    /** Which connection; the environment is dev unless named. */
    record Which(
            @Nullable String environment,
            @Nullable String integration,
            @Nullable String connectionId) {}

    /** A connect session that an end user goes through. Without tags, those there are wiped. */
    record Session(
            @Nullable String environment,
            @Nullable String integration,
            @Nullable String connectionId,
            @Nullable Map<String, String> tags,
            @Nullable EndUser endUser,
            @Nullable String webhookUrlOverride) {

        private Grant grant() {
            return new Grant(tags, endUser, null, null, webhookUrlOverride, null);
        }
    }

    /** Where a connection is. */
    record Where(String environment, String integration, String connectionId, long nangoId) {

        private static Where of(Connection connection) {
            ConnectionKey key = connection.key();
            return new Where(
                    key.environment(), key.integration(), key.connectionId(), connection.id());
        }
    }

    @PostMapping
    @Help("connect as an end user: {environment, integration, connectionId?, tags?, endUser?}")
    Where connect(@RequestBody Session session) {
        String id =
                session.connectionId() == null
                        ? UUID.randomUUID().toString()
                        : session.connectionId();
        return Where.of(
                life.connected(
                        target.environment(session.environment()),
                        target.integration(session.integration()),
                        id,
                        session.grant()));
    }

    @PostMapping("/reauthorise")
    @Help("reconnect an existing connection; tags not given are wiped: as connect")
    Where reauthorise(@RequestBody Session session) {
        Environment environment = target.environment(session.environment());
        Integration integration = target.integration(session.integration());
        ConnectionKey key = target.existing(environment, integration, session.connectionId());
        return Where.of(
                life.connected(environment, integration, key.connectionId(), session.grant()));
    }

    /** A connect that comes to nothing; the error is a refusal of the user unless given. */
    record Failure(
            @Nullable String environment,
            @Nullable String integration,
            @Nullable String connectionId,
            @Nullable Trouble error) {}

    @PostMapping("/fail")
    @Help(
            "fail to connect; nothing is stored: {environment, integration, error?: {type,"
                    + " description}}")
    void fail(@RequestBody Failure failure) {
        life.failed(
                target.environment(failure.environment()),
                target.integration(failure.integration()),
                failure.connectionId() == null
                        ? UUID.randomUUID().toString()
                        : failure.connectionId(),
                failure.error() == null ? DENIED : failure.error());
    }

    /**
     * A provider that takes the credential no more; noticed at once unless {@code attempt} is
     * false.
     */
    record Breakage(
            @Nullable String environment,
            @Nullable String integration,
            @Nullable String connectionId,
            @Nullable Trouble error,
            @Nullable Boolean attempt) {}

    @PostMapping("/break")
    @Help(
            "revoke the token at the provider and, unless attempt is false, try to refresh it at"
                    + " once")
    void breakIt(@RequestBody Breakage breakage) {
        Environment environment = target.environment(breakage.environment());
        Integration integration = target.integration(breakage.integration());
        ConnectionKey key = target.existing(environment, integration, breakage.connectionId());
        refresh.revoke(
                key, breakage.error() == null ? CredentialRefresh.REVOKED : breakage.error());
        if (!Boolean.FALSE.equals(breakage.attempt())) {
            refresh.attempt(environment, integration, key);
        }
    }

    @PostMapping("/refresh")
    @Help("try to refresh, as the server's own clock does; each failure sends a webhook")
    void refresh(@RequestBody Which which) {
        Environment environment = target.environment(which.environment());
        Integration integration = target.integration(which.integration());
        ConnectionKey key = target.existing(environment, integration, which.connectionId());
        refresh.attempt(environment, integration, key);
    }

    /**
     * A provider that takes the credential again; noticed at once unless {@code attempt} is false.
     */
    record Repair(
            @Nullable String environment,
            @Nullable String integration,
            @Nullable String connectionId,
            @Nullable Boolean attempt,
            @Nullable Boolean announce) {}

    @PostMapping("/repair")
    @Help("make the token good again, silently; announce sends what servers after 0.71.4 send")
    void repair(@RequestBody Repair repair) {
        Environment environment = target.environment(repair.environment());
        Integration integration = target.integration(repair.integration());
        ConnectionKey key = target.existing(environment, integration, repair.connectionId());
        refresh.repair(key);
        if (!Boolean.FALSE.equals(repair.attempt())) {
            refresh.attempt(environment, integration, key);
        }
        if (Boolean.TRUE.equals(repair.announce())) {
            refresh.announceRecovery(environment, integration, key);
        }
    }

    /** A deletion; {@code silently} sends no webhook even where the environment wants one. */
    record Deletion(
            @Nullable String environment,
            @Nullable String integration,
            @Nullable String connectionId,
            @Nullable Boolean silently) {}

    @PostMapping("/delete")
    @Help("delete; silently: no webhook even where the environment is switched to send one")
    void delete(@RequestBody Deletion deletion) {
        Environment environment = target.environment(deletion.environment());
        Integration integration = target.integration(deletion.integration());
        ConnectionKey key = target.existing(environment, integration, deletion.connectionId());
        life.deleted(
                environment,
                integration,
                key.connectionId(),
                Boolean.TRUE.equals(deletion.silently()));
    }
}

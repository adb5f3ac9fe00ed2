package io.tributary.store.connect;

import io.tributary.http.problem.ApiProblem;
import io.tributary.nango.api.BodyFlaw;
import io.tributary.nango.api.ConnectSession;
import io.tributary.nango.api.ConnectSessionRequest;
import io.tributary.nango.api.FailureKind;
import io.tributary.nango.api.NangoFailure;
import io.tributary.nango.api.ReconnectSessionRequest;
import io.tributary.nango.api.SessionAnswer;
import io.tributary.store.caller.Caller;
import io.tributary.store.caller.CallerSettings.Claims;
import io.tributary.store.connect.UserConnections.Found;
import io.tributary.store.decision.Facts;
import io.tributary.store.environment.Environments;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.http.HttpStatus;

import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Collectors;

/** Has Nango make sessions, for whom the caller may have them. */
final class Sessions {

    private static final Logger LOGGER = LoggerFactory.getLogger(Sessions.class);

    private final ConnectEnvironments environments;
    private final UserConnections connections;
    private final NangoProblems nango;
    private final Pace pace;
    private final Claims claims;

    Sessions(
            ConnectEnvironments environments,
            UserConnections connections,
            NangoProblems nango,
            Pace pace,
            Claims claims) {
        this.environments = environments;
        this.connections = connections;
        this.nango = nango;
        this.pace = pace;
        this.claims = claims;
    }

    SessionView make(SessionOrder order, Caller caller) {
        String environment = environments.chosen(order.environment());
        Map<String, String> tags = order.tagsFor(caller, claims);
        Environments.Access access = environments.environments().get(environment);
        List<String> integrations = order.named(access.integrations());
        pace.admit(caller);
        return switch (nango.paid(environment)
                .nango()
                .connectSession(new ConnectSessionRequest(tags, integrations, null))) {
            case SessionAnswer.Made(ConnectSession session, _) ->
                    SessionView.of(session, environment, access.publicUrl());
            case SessionAnswer.NoAnswer(NangoFailure failure, List<BodyFlaw> flaws) ->
                    throw refused(environment, failure, flaws, integrations);
        };
    }

    private ApiProblem refused(
            String environment,
            NangoFailure failure,
            List<BodyFlaw> flaws,
            List<String> integrations) {
        if (failure.kind() == FailureKind.INTEGRATION_UNKNOWN) {
            return flaws.stream()
                    .map(BodyFlaw::path)
                    .filter(path -> path.size() == 2)
                    .map(path -> path.get(1))
                    .filter(index -> index.matches("[0-9]{1,4}"))
                    .map(Integer::parseInt)
                    .filter(index -> index < integrations.size())
                    .map(integrations::get)
                    .findFirst()
                    .map(SessionOrder::unknown)
                    .orElseGet(() -> nango.of(environment, failure));
        }
        return failure.kind() == FailureKind.REFUSED
                ? told(failure, flaws)
                : nango.of(environment, failure);
    }

    /** Most likely tags: all else that is sent does not come from the caller. */
    private static ApiProblem told(NangoFailure failure, List<BodyFlaw> flaws) {
        String reasons =
                flaws.stream()
                        .map(flaw -> String.join(".", flaw.path()) + ": " + flaw.message())
                        .collect(Collectors.joining("; "));
        LOGGER.atWarn().addKeyValue("failure", failure).log("Nango refuses a session");
        return ApiProblem.of(
                        HttpStatus.BAD_REQUEST,
                        "Nango refuses what the session would be given (%s)%s."
                                .formatted(failure.code(), reasons.isEmpty() ? "" : ": " + reasons))
                .coded("owner_refused");
    }

    ReconnectView remake(UUID connection, Caller caller) {
        Found found = connections.one(connection, caller.acts()).orElseThrow(NotThere::connection);
        Facts facts = found.facts();
        if (!found.live() || facts == null) {
            throw NangoProblems.gone();
        }
        pace.admit(caller);
        String environment = found.key().environment();
        return switch (nango.paid(environment).nango().reconnectSession(request(found, facts))) {
            case SessionAnswer.Made(ConnectSession session, _) ->
                    ReconnectView.of(
                            SessionView.of(
                                    session,
                                    environment,
                                    environments.environments().get(environment).publicUrl()),
                            found.key().integration());
            case SessionAnswer.NoAnswer(NangoFailure failure, List<BodyFlaw> flaws) ->
                    throw failure.kind() == FailureKind.REFUSED
                            ? told(failure, flaws)
                            : nango.of(environment, failure);
        };
    }

    private ReconnectSessionRequest request(Found found, Facts facts) {
        Kept kept = Kept.of(found, facts, nango);
        try {
            return new ReconnectSessionRequest(
                    found.key().integration(),
                    found.key().connectionId(),
                    kept.tags(),
                    kept.webhookUrlOverride());
        } catch (IllegalArgumentException e) {
            throw ApiProblem.of(
                            HttpStatus.CONFLICT,
                            "The connection's tags at Nango are against Nango's own rules (%s);"
                                            .formatted(e.getMessage())
                                    + " a reconnect would lose them. Mend them at Nango first.")
                    .coded("owner_refused");
        }
    }
}

package io.tributary.store.question;

import io.tributary.events.ConnectionKey;
import io.tributary.events.Observation;
import io.tributary.events.Observation.ObservedConnection;
import io.tributary.events.Observation.Via;
import io.tributary.nango.api.ConnectionAnswer;
import io.tributary.nango.api.ConnectionSummary;
import io.tributary.nango.api.ConnectionView;
import io.tributary.nango.api.ConnectionsAnswer;
import io.tributary.nango.api.ConnectionsQuery;
import io.tributary.nango.api.EndUser;
import io.tributary.nango.api.FailureKind;
import io.tributary.nango.api.NangoApi;
import io.tributary.nango.api.NangoFailure;
import io.tributary.store.question.QuestionBook.Before;

import org.jspecify.annotations.Nullable;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/** Asks Nango about one connection, and says what its answer means. */
final class Answers {

    private static final String AUTH = "auth";

    private Answers() {}

    /** What came of a question. */
    sealed interface Answer {
        record Observed(Observation observation) implements Answer {}

        record NoAnswer(NangoFailure failure) implements Answer {}
    }

    static Answer ask(NangoApi nango, ConnectionKey key, Before before, Runnable payForAnother) {
        return switch (nango.connection(key.integration(), key.connectionId())) {
            case ConnectionAnswer.Present(ConnectionView seen, _) ->
                    observed(
                            before,
                            new ObservedConnection(
                                    seen.nangoId(),
                                    provider(seen.provider()),
                                    seen.tags(),
                                    endUser(seen.endUser()),
                                    seen.errorTypes(),
                                    seen.createdAt(),
                                    seen.updatedAt()));
            case ConnectionAnswer.Absent(boolean integrationUnknown, _) ->
                    new Answer.Observed(
                            new Observation.Absent(
                                    before.read(),
                                    before.basis(),
                                    Via.SINGLE,
                                    null,
                                    integrationUnknown ? "unknown_provider_config" : "not_found"));
            case ConnectionAnswer.NoAnswer(NangoFailure failure) -> {
                if (failure.kind() != FailureKind.CONNECTION_CREDENTIALS) {
                    yield new Answer.NoAnswer(failure);
                }
                payForAnother.run();
                yield askList(nango, key, before, failure);
            }
        };
    }

    /**
     * The key may read credentials, and Nango failed to refresh them while we asked: it exists and
     * is broken, but the answer does not describe it. The list does, and refreshes nothing.
     */
    private static Answer askList(
            NangoApi nango, ConnectionKey key, Before before, NangoFailure failure) {
        ConnectionsQuery query =
                ConnectionsQuery.ofConnection(key.connectionId()).inIntegrations(key.integration());
        return switch (nango.connections(query)) {
            case ConnectionsAnswer.Page page ->
                    page.connections().stream()
                            .filter(row -> row.connectionId().equals(key.connectionId()))
                            .filter(row -> row.providerConfigKey().equals(key.integration()))
                            .findFirst()
                            .map(row -> observed(before, broken(row)))
                            .orElseGet(() -> new Answer.NoAnswer(failure));
            case ConnectionsAnswer.NoAnswer(NangoFailure listFailure) ->
                    new Answer.NoAnswer(listFailure);
        };
    }

    private static ObservedConnection broken(ConnectionSummary row) {
        Set<String> errors = new LinkedHashSet<>(row.errorTypes());
        errors.add(AUTH);
        return new ObservedConnection(
                row.nangoId(),
                provider(row.provider()),
                row.tags(),
                endUser(row.endUser()),
                List.copyOf(errors),
                row.createdAt(),
                null);
    }

    private static Answer observed(Before before, ObservedConnection connection) {
        return new Answer.Observed(
                new Observation.Present(
                        before.read(), before.basis(), Via.SINGLE, null, connection));
    }

    private static String provider(@Nullable String name) {
        return name == null ? "unknown" : name;
    }

    private static Observation.@Nullable EndUser endUser(@Nullable EndUser user) {
        return user == null
                ? null
                : new Observation.EndUser(
                        user.id(),
                        user.email(),
                        user.displayName(),
                        user.organizationId(),
                        user.organizationDisplayName());
    }
}

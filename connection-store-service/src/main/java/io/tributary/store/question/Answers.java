package io.tributary.store.question;

import io.tributary.events.ConnectionKey;
import io.tributary.events.Observation;
import io.tributary.nango.api.ConnectionAnswer;
import io.tributary.nango.api.ConnectionView;
import io.tributary.nango.api.ConnectionsAnswer;
import io.tributary.nango.api.ConnectionsQuery;
import io.tributary.nango.api.FailureKind;
import io.tributary.nango.api.NangoApi;
import io.tributary.nango.api.NangoFailure;

import org.jspecify.annotations.Nullable;

import java.time.Duration;

/** Asks Nango about one connection, and says what its answer means. */
public final class Answers {

    private static final Duration LONGEST_FOR_ANOTHER = Duration.ofSeconds(40);

    private final NangoApi nango;
    private final Budget budget;

    public Answers(NangoApi nango, Budget budget) {
        this.nango = nango;
        this.budget = budget;
    }

    /** What came of a question. */
    public sealed interface Answer {
        record Observed(Observation observation) implements Answer {}

        record NoAnswer(NangoFailure failure) implements Answer {}
    }

    /**
     * One call, which the caller has paid for; where its credentials do not work, another.
     *
     * @param walk that asks, if it is one
     */
    public Answer ask(ConnectionKey key, Before before, @Nullable Long walk)
            throws InterruptedException {
        return switch (nango.connection(key.integration(), key.connectionId())) {
            case ConnectionAnswer.Present(ConnectionView seen, _) ->
                    new Answer.Observed(before.present(walk, Observed.of(seen)));
            case ConnectionAnswer.Absent(boolean integrationUnknown, _) ->
                    new Answer.Observed(
                            before.absent(
                                    walk,
                                    integrationUnknown ? "unknown_provider_config" : "not_found"));
            case ConnectionAnswer.NoAnswer(NangoFailure failure) ->
                    failure.kind() == FailureKind.CONNECTION_CREDENTIALS
                                    && budget.await(LONGEST_FOR_ANOTHER)
                            ? askList(key, before, walk, failure)
                            : new Answer.NoAnswer(failure);
        };
    }

    /**
     * The key may read credentials, and Nango failed to refresh them while we asked: it exists and
     * is broken, but the answer does not describe it. The list does, and refreshes nothing.
     */
    private Answer askList(
            ConnectionKey key, Before before, @Nullable Long walk, NangoFailure failure) {
        ConnectionsQuery query =
                ConnectionsQuery.ofConnection(key.connectionId()).inIntegrations(key.integration());
        return switch (nango.connections(query)) {
            case ConnectionsAnswer.Page page ->
                    page.connections().stream()
                            .filter(row -> row.connectionId().equals(key.connectionId()))
                            .filter(row -> row.providerConfigKey().equals(key.integration()))
                            .findFirst()
                            .<Answer>map(
                                    row ->
                                            new Answer.Observed(
                                                    before.present(walk, Observed.broken(row))))
                            .orElseGet(() -> new Answer.NoAnswer(failure));
            case ConnectionsAnswer.NoAnswer(NangoFailure listFailure) ->
                    new Answer.NoAnswer(listFailure);
        };
    }
}

package io.tributary.store.question;

import io.tributary.events.ConnectionKey;
import io.tributary.events.Observation;
import io.tributary.nango.api.ConnectionAnswer;
import io.tributary.nango.api.ConnectionSummary;
import io.tributary.nango.api.ConnectionView;
import io.tributary.nango.api.ConnectionsAnswer;
import io.tributary.nango.api.ConnectionsQuery;
import io.tributary.nango.api.FailureKind;
import io.tributary.nango.api.NangoApi;
import io.tributary.nango.api.NangoFailure;
import io.tributary.store.environment.KeyPower;

import org.jspecify.annotations.Nullable;

import java.time.Duration;
import java.util.Optional;

/** Asks Nango about one connection, and says what its answer means. */
public final class Answers {

    private static final Duration LONGEST_FOR_ANOTHER = Duration.ofSeconds(40);

    private final NangoApi nango;
    private final KeyPower key;
    private final Budget budget;

    public Answers(NangoApi nango, KeyPower key, Budget budget) {
        this.nango = nango;
        this.key = key;
        this.budget = budget;
    }

    /** What came of a question. */
    public sealed interface Answer {
        /**
         * @param fromReplica whether it is the list's word, which may be some seconds old
         */
        record Observed(Observation observation, boolean fromReplica) implements Answer {}

        record NoAnswer(NangoFailure failure) implements Answer {}

        /** It takes another call, and the budget has none to spare. */
        record Unpaid() implements Answer {}
    }

    /**
     * One call, which the caller has paid for; where its credentials do not work, another.
     *
     * @param walk that asks, if it is one
     */
    public Answer ask(ConnectionKey of, Before before, @Nullable Long walk)
            throws InterruptedException {
        return switch (nango.connection(of.integration(), of.connectionId())) {
            case ConnectionAnswer.Present(ConnectionView seen, _) -> {
                key.answered(seen.withCredentials());
                yield single(before.present(walk, Observed.of(seen)));
            }
            case ConnectionAnswer.Absent(boolean integrationUnknown, _) ->
                    single(
                            before.absent(
                                    walk,
                                    integrationUnknown ? "unknown_provider_config" : "not_found"));
            case ConnectionAnswer.NoAnswer(NangoFailure failure)
                    when failure.kind() == FailureKind.CONNECTION_CREDENTIALS -> {
                key.readsCredentials();
                yield budget.await(LONGEST_FOR_ANOTHER)
                        ? failed(of, before, walk, failure)
                        : new Answer.NoAnswer(failure);
            }
            case ConnectionAnswer.NoAnswer(NangoFailure failure) -> new Answer.NoAnswer(failure);
        };
    }

    /**
     * The same of one that is known to be broken: as long as the key may read credentials, by the
     * list, which refreshes nothing. Only what the list does not have, or may not be asked, is
     * asked singly: what is gone cannot be refreshed.
     */
    public Answer askBroken(ConnectionKey of, Before before, @Nullable Long walk)
            throws InterruptedException {
        if (!key.mayRefresh()) {
            return ask(of, before, walk);
        }
        return switch (nango.connections(only(of))) {
            case ConnectionsAnswer.Page page -> {
                Optional<ConnectionSummary> row = row(page, of);
                yield row.isPresent()
                        ? new Answer.Observed(before.present(walk, Observed.of(row.get())), true)
                        : askAfterAll(of, before, walk);
            }
            case ConnectionsAnswer.NoAnswer(NangoFailure failure) ->
                    failure.kind() == FailureKind.FORBIDDEN
                            ? askAfterAll(of, before, walk)
                            : new Answer.NoAnswer(failure);
        };
    }

    private Answer askAfterAll(ConnectionKey of, Before before, @Nullable Long walk)
            throws InterruptedException {
        return budget.await(LONGEST_FOR_ANOTHER) ? ask(of, before, walk) : new Answer.Unpaid();
    }

    /**
     * The key may read credentials, and Nango failed to refresh them while we asked: it exists and
     * is broken, but the answer does not describe it. The list does, and refreshes nothing.
     */
    private Answer failed(
            ConnectionKey of, Before before, @Nullable Long walk, NangoFailure failure) {
        return switch (nango.connections(only(of))) {
            case ConnectionsAnswer.Page page ->
                    row(page, of)
                            .map(row -> single(before.present(walk, Observed.broken(row))))
                            .orElseGet(() -> new Answer.NoAnswer(failure));
            case ConnectionsAnswer.NoAnswer(NangoFailure listFailure) ->
                    new Answer.NoAnswer(listFailure);
        };
    }

    private static Answer single(Observation observation) {
        return new Answer.Observed(observation, false);
    }

    private static ConnectionsQuery only(ConnectionKey of) {
        return ConnectionsQuery.ofConnection(of.connectionId()).inIntegrations(of.integration());
    }

    private static Optional<ConnectionSummary> row(ConnectionsAnswer.Page page, ConnectionKey of) {
        return page.connections().stream()
                .filter(row -> row.connectionId().equals(of.connectionId()))
                .filter(row -> row.providerConfigKey().equals(of.integration()))
                .findFirst();
    }
}

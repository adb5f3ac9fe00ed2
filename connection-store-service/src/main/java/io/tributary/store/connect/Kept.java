package io.tributary.store.connect;

import io.tributary.events.ConnectionKey;
import io.tributary.events.Owner;
import io.tributary.nango.api.ConnectionAnswer;
import io.tributary.nango.api.ConnectionSummary;
import io.tributary.nango.api.ConnectionView;
import io.tributary.nango.api.ConnectionsAnswer;
import io.tributary.nango.api.ConnectionsQuery;
import io.tributary.nango.api.FailureKind;
import io.tributary.nango.api.NangoFailure;
import io.tributary.store.connect.UserConnections.Found;
import io.tributary.store.decision.Facts;
import io.tributary.store.environment.Environments;

import org.jspecify.annotations.Nullable;

import java.util.Map;
import java.util.TreeMap;

/**
 * What a reconnect must send again, for Nango wipes what it is not sent.
 *
 * @param tags all that the connection has; where its owner's were wiped before, the last known
 * @param webhookUrlOverride where its webhooks go instead, if elsewhere
 */
record Kept(Map<String, String> tags, @Nullable String webhookUrlOverride) {

    /**
     * As it is now. One that is broken is asked about through the list as long as the API key may
     * read credentials: any other question would make its refresh fail once more. The list does not
     * tell the override; that is as it was last told.
     *
     * @throws io.tributary.http.problem.ApiProblem if it is gone, or Nango does not answer
     */
    static Kept of(Found found, Facts known, NangoProblems nango) {
        ConnectionKey key = found.key();
        Environments.Access access = nango.paid(key.environment());
        if (found.broken() && access.key().mayRefresh()) {
            return listed(key, known, nango, access);
        }
        return switch (access.nango().connection(key.integration(), key.connectionId())) {
            case ConnectionAnswer.Present(ConnectionView seen, _) -> {
                access.key().answered(seen.withCredentials());
                yield new Kept(withOwner(seen.tags(), known.owner()), seen.webhookUrlOverride());
            }
            case ConnectionAnswer.Absent _ -> throw NangoProblems.gone();
            case ConnectionAnswer.NoAnswer(NangoFailure failure)
                    when failure.kind() == FailureKind.CONNECTION_CREDENTIALS -> {
                access.key().readsCredentials();
                yield listed(key, known, nango, nango.paid(key.environment()));
            }
            case ConnectionAnswer.NoAnswer(NangoFailure failure) ->
                    throw nango.of(key.environment(), failure);
        };
    }

    private static Kept listed(
            ConnectionKey key, Facts known, NangoProblems nango, Environments.Access access) {
        ConnectionsQuery query =
                ConnectionsQuery.ofConnection(key.connectionId()).inIntegrations(key.integration());
        return switch (access.nango().connections(query)) {
            case ConnectionsAnswer.Page page ->
                    page.connections().stream()
                            .filter(row -> row.connectionId().equals(key.connectionId()))
                            .filter(row -> row.providerConfigKey().equals(key.integration()))
                            .findFirst()
                            .map(ConnectionSummary::tags)
                            .map(
                                    tags ->
                                            new Kept(
                                                    withOwner(tags, known.owner()),
                                                    known.webhookUrlOverride()))
                            .orElseThrow(NangoProblems::gone);
            case ConnectionsAnswer.NoAnswer(NangoFailure failure) ->
                    throw nango.of(key.environment(), failure);
        };
    }

    private static Map<String, String> withOwner(Map<String, String> tags, @Nullable Owner owner) {
        boolean owned =
                tags.containsKey(OwnerTags.END_USER_ID)
                        || tags.containsKey(OwnerTags.ORGANIZATION_ID);
        if (owned || owner == null) {
            return tags;
        }
        Map<String, String> all = new TreeMap<>(tags);
        OwnerTags.of(owner).forEach(all::putIfAbsent);
        return all;
    }
}

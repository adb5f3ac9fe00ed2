package io.tributary.worker.definition;

import static java.util.Objects.requireNonNullElse;

import io.tributary.events.Topics;
import io.tributary.nango.NangoGrammar;
import io.tributary.worker.connection.KnownConnection;

import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.bind.DefaultValue;

import java.util.List;
import java.util.stream.Stream;

/**
 * One thing to pull: the records of one model, from connections of some integrations or providers.
 *
 * @param name for logs and messages
 * @param integrations Nango's keys of the integrations it is for
 * @param providers Nango's names of the providers it is for, whatever their integrations are called
 * @param model names the topic, {@code nango.records.<model>}
 * @param endpoint where the first page is
 * @param records where in a page its records are; empty if the page itself is the array
 * @param recordsMayBeMissing whether a page without them is an empty one: some providers leave an
 *     empty array out
 * @param id where in a record its id is: a string or a whole number, unique in the connection
 * @param paging how the next page is found
 * @param success how the provider says that it did what it was asked; null if by its status alone
 */
public record Definition(
        String name,
        List<String> integrations,
        List<String> providers,
        String model,
        Endpoint endpoint,
        @DefaultValue("") FieldPath records,
        @DefaultValue("false") boolean recordsMayBeMissing,
        @DefaultValue("id") FieldPath id,
        Paging paging,
        @Nullable Success success) {

    public Definition {
        if (name == null || name.isBlank()) {
            throw new BadMember("name", "is missing: a word for logs and messages");
        }
        integrations = List.copyOf(requireNonNullElse(integrations, List.of()));
        providers = List.copyOf(requireNonNullElse(providers, List.of()));
        if (integrations.isEmpty() && providers.isEmpty()) {
            throw new BadMember(
                    "integrations", "is empty, and so is providers: name at least one of either");
        }
        integrations.forEach(key -> refuseWrongKey("integrations", key));
        providers.forEach(key -> refuseWrongKey("providers", key));
        if (model == null) {
            throw new BadMember("model", "is missing: it names the topic of the records");
        }
        try {
            Topics.records(model);
        } catch (IllegalArgumentException e) {
            throw new BadMember("model", "is refused: " + e.getMessage());
        }
        if (endpoint == null) {
            throw new BadMember("endpoint.path", "is missing: where the first page is");
        }
        if (recordsMayBeMissing && records.isRoot()) {
            throw new BadMember(
                    "records-may-be-missing",
                    "means nothing where the page itself is the array: set records, or leave it"
                            + " out");
        }
        if (id.isRoot()) {
            throw new BadMember("id", "is empty: name the member that identifies a record");
        }
        if (paging == null) {
            throw new BadMember("paging.kind", "is missing: how the next page is found");
        }
        refuseWhereNoParameterGoes(paging, endpoint);
        if (success != null && records.isRoot()) {
            throw new BadMember(
                    "success", "needs a page with members, and records says that it is an array");
        }
    }

    /** Where in a page, besides its records, something matters. */
    public List<FieldPath> wanted() {
        return success == null
                ? paging.wanted()
                : Stream.concat(paging.wanted().stream(), success.wanted().stream()).toList();
    }

    private static void refuseWhereNoParameterGoes(Paging paging, Endpoint endpoint) {
        if (paging.parametersIn() == Paging.ParametersIn.BODY && endpoint.body() == null) {
            throw new BadMember(
                    "paging.parameters-in",
                    "is body, and endpoint.method posts none: set endpoint.method to POST, or"
                            + " parameters-in to query");
        }
        for (String name : paging.parameters()) {
            if (paging.parametersIn() == Paging.ParametersIn.QUERY
                    && endpoint.query().containsKey(name)) {
                throw new BadMember(
                        "endpoint.query",
                        "has '%s', which paging sets: take it out".formatted(name));
            }
        }
    }

    private static void refuseWrongKey(String member, String key) {
        if (!NangoGrammar.isIntegrationKey(key)) {
            throw new BadMember(member, "has '" + key + "', which cannot be a key of Nango");
        }
    }

    /** Whether it pulls of this connection. */
    public boolean isFor(KnownConnection connection) {
        return isFor(connection.key().integration(), connection.provider());
    }

    boolean isFor(String integration, @Nullable String provider) {
        return integrations.contains(integration)
                || provider != null && providers.contains(provider);
    }
}

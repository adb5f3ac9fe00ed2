package io.tributary.worker.definition;

import static java.util.Objects.requireNonNullElse;

import io.tributary.events.Topics;
import io.tributary.nango.NangoGrammar;

import org.springframework.boot.context.properties.bind.DefaultValue;

import java.util.List;

/**
 * One thing to pull: the records of one model, from connections of some integrations.
 *
 * @param name for logs and messages
 * @param integrations Nango's keys of the integrations it is for
 * @param model names the topic, {@code nango.records.<model>}
 * @param endpoint where the first page is
 * @param records where in a page its records are; empty if the page itself is the array
 * @param id where in a record its id is: a string or a whole number, unique in the connection
 * @param paging how the next page is found
 */
public record Definition(
        String name,
        List<String> integrations,
        String model,
        Endpoint endpoint,
        @DefaultValue("") FieldPath records,
        @DefaultValue("id") FieldPath id,
        Paging paging) {

    public Definition {
        if (name == null || name.isBlank()) {
            throw new IllegalArgumentException("name is missing: a word for logs and messages");
        }
        integrations = List.copyOf(requireNonNullElse(integrations, List.of()));
        require(name, !integrations.isEmpty(), "integrations is empty: name at least one");
        for (String integration : integrations) {
            require(
                    name,
                    NangoGrammar.isIntegrationKey(integration),
                    "integration '" + integration + "' cannot be a key of Nango");
        }
        require(name, model != null, "model is missing: it names the topic of the records");
        Topics.records(model);
        require(name, endpoint != null, "endpoint.path is missing: where the first page is");
        require(name, !id.isRoot(), "id is empty: name the member that identifies a record");
        require(name, paging != null, "paging.kind is missing: set it to link-header");
    }

    private static void require(String name, boolean holds, String rule) {
        if (!holds) {
            throw new IllegalArgumentException("definition '" + name + "': " + rule);
        }
    }
}

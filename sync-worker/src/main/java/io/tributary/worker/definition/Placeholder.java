package io.tributary.worker.definition;

import io.tributary.events.Owner;
import io.tributary.nango.api.ConnectionSettings;

import org.jspecify.annotations.Nullable;

import tools.jackson.databind.JsonNode;

import java.util.Locale;
import java.util.Optional;

/**
 * What stands for a fact of the connection, for instance <code>{tags.project}</code>.
 *
 * @param source whose word it is
 * @param name what of it: a member, a tag's key, or a path into Nango's JSON
 */
public record Placeholder(Source source, String name) {

    static final String ALL =
            "{connection.id}, .integration, .environment and .provider; {tags.<key>};"
                    + " {owner.endUserId}, .email, .displayName, .organizationId and"
                    + " .organizationDisplayName; {metadata.<path>}; {connection_config.<path>}";

    /** Where a value comes from. */
    public enum Source {
        /** The connection itself. */
        CONNECTION,
        /** Nango's tags of it, as its last change said. */
        TAGS,
        /** Whose it is, as its last change said. */
        OWNER,
        /** What Nango holds of it, asked for at the start of a pull. */
        METADATA,
        /** How Nango was told to reach its provider, asked for at the start of a pull. */
        CONNECTION_CONFIG
    }

    /** Of the text between the braces. */
    static Placeholder of(String text) {
        int dot = text.indexOf('.');
        for (Source source : Source.values()) {
            if (dot > 0 && source.name().toLowerCase(Locale.ROOT).equals(text.substring(0, dot))) {
                return new Placeholder(source, text.substring(dot + 1));
            }
        }
        throw unknown(text);
    }

    public Placeholder {
        boolean known =
                switch (source) {
                    case CONNECTION -> name.matches("id|integration|environment|provider");
                    case OWNER ->
                            name.matches(
                                    "endUserId|email|displayName|organizationId"
                                            + "|organizationDisplayName");
                    // Nango keeps their keys in lower case: no other would ever be found.
                    case TAGS -> !name.isEmpty() && name.equals(name.toLowerCase(Locale.ROOT));
                    case METADATA, CONNECTION_CONFIG -> !FieldPath.of(name).isRoot();
                };
        if (!known) {
            throw unknown(source.name().toLowerCase(Locale.ROOT) + "." + name);
        }
    }

    /** Whether its value is known only to Nango. */
    boolean isAsked() {
        return source == Source.METADATA || source == Source.CONNECTION_CONFIG;
    }

    Optional<String> in(ConnectionFacts facts) {
        return Optional.ofNullable(
                        switch (source) {
                            case CONNECTION -> ofConnection(facts);
                            case TAGS -> facts.connection().tags().get(name);
                            case OWNER -> ofOwner(facts.connection().owner());
                            case METADATA, CONNECTION_CONFIG -> ofNango(facts.settings());
                        })
                .filter(value -> !value.isEmpty());
    }

    private @Nullable String ofConnection(ConnectionFacts facts) {
        return switch (name) {
            case "id" -> facts.connection().key().connectionId();
            case "integration" -> facts.connection().key().integration();
            case "environment" -> facts.connection().key().environment();
            default -> facts.connection().provider();
        };
    }

    private @Nullable String ofOwner(@Nullable Owner owner) {
        if (owner == null) {
            return null;
        }
        return switch (name) {
            case "endUserId" -> owner.endUserId();
            case "email" -> owner.email();
            case "displayName" -> owner.displayName();
            case "organizationId" -> owner.organizationId();
            default -> owner.organizationDisplayName();
        };
    }

    private @Nullable String ofNango(@Nullable ConnectionSettings settings) {
        if (settings == null) {
            throw new IllegalStateException("Nango was not asked for " + this);
        }
        JsonNode found =
                FieldPath.of(name)
                        .in(
                                source == Source.METADATA
                                        ? settings.metadata()
                                        : settings.connectionConfig());
        return found.isString() || found.isNumber() || found.isBoolean() ? found.asString() : null;
    }

    private static IllegalArgumentException unknown(String text) {
        return new IllegalArgumentException(
                "there is no placeholder {%s}. There are %s. A brace that is meant as such is written twice"
                        .formatted(text, ALL));
    }

    @Override
    public String toString() {
        return "{" + source.name().toLowerCase(Locale.ROOT) + "." + name + "}";
    }
}

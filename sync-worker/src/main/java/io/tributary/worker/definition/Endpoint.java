package io.tributary.worker.definition;

import static java.util.Objects.requireNonNullElse;

import io.tributary.nango.api.ProxyRequest;

import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.bind.DefaultValue;

import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;

/**
 * Where a definition's first page is, below the provider's base URL as Nango knows it. What stands
 * in a {@link Template} may hold placeholders.
 *
 * @param path starts with {@code /} and is percent-encoded; values are encoded as one segment
 * @param query parameters of the first request, not encoded yet
 * @param headers for the provider; printable ASCII
 * @param method {@code GET}, or {@code POST} for the providers that search that way
 * @param body what is posted; an empty object if nothing is said
 */
public record Endpoint(
        Template path,
        Map<String, Template> query,
        Map<String, Template> headers,
        @DefaultValue("GET") Method method,
        @Nullable JsonBody body) {

    /** How the provider is asked. */
    public enum Method {
        GET,
        POST
    }

    public Endpoint {
        query = Map.copyOf(requireNonNullElse(query, Map.of()));
        headers = Map.copyOf(requireNonNullElse(headers, Map.of()));
        String sample = path == null ? "" : path.sample();
        if (!sample.startsWith("/") || sample.indexOf('?') >= 0) {
            throw new BadMember(
                    "path",
                    "must start with '/' and leave its parameters to query, got '" + path + "'");
        }
        refuseUnsendable("path", sample, Map.of());
        headers.forEach(
                (name, value) ->
                        refuseUnsendable("headers." + name, "/", Map.of(name, value.sample())));
        if (query.keySet().stream().anyMatch(name -> name.contains(Template.NANGOS_OWN))) {
            throw new BadMember("query", "must not hold ${ in a parameter's name");
        }
        if (method == Method.GET && body != null) {
            throw new BadMember("body", "can only be posted: set method to POST");
        }
        if (method == Method.POST && body == null) {
            body = new JsonBody("{}");
        }
    }

    /** Refuses here what could not be sent later, with the rule in the message. */
    private static void refuseUnsendable(String member, String path, Map<String, String> headers) {
        try {
            new ProxyRequest("any", "any", "GET", path, headers, null, null);
        } catch (IllegalArgumentException e) {
            throw new BadMember(member, "cannot be sent: " + e.getMessage());
        }
    }

    /** Whether Nango must be asked for the connection's metadata or configuration first. */
    public boolean needsNango() {
        return placeholders().anyMatch(Placeholder::isAsked);
    }

    private Stream<Placeholder> placeholders() {
        Stream<Template> templates =
                Stream.concat(
                        Stream.of(path),
                        Stream.concat(query.values().stream(), headers.values().stream()));
        return Stream.concat(
                templates.flatMap(template -> template.placeholders().stream()),
                body == null ? Stream.empty() : body.placeholders().stream());
    }

    /**
     * How it is called for one connection.
     *
     * @throws Unfillable if the connection has no fit value for a placeholder
     */
    public EndpointCall fill(ConnectionFacts facts) {
        EndpointCall call =
                new EndpointCall(
                        method,
                        path.fill(facts, EndpointCall::encode),
                        Template.fill(query, facts, UnaryOperator.identity()),
                        Template.fill(headers, facts, UnaryOperator.identity()),
                        body == null ? null : body.fill(facts));
        refuseValues(path, call.path(), Map.of());
        call.headers()
                .forEach(
                        (name, value) -> refuseValues(headers.get(name), "/", Map.of(name, value)));
        return call;
    }

    /** A value of the connection may be a dot segment, or no ASCII where a header needs it. */
    private static void refuseValues(
            @Nullable Template template, String path, Map<String, String> headers) {
        try {
            new ProxyRequest("any", "any", "GET", path, headers, null, null);
        } catch (IllegalArgumentException e) {
            throw Unfillable.refused(
                    template == null ? List.of() : template.placeholders(), e.getMessage());
        }
    }
}

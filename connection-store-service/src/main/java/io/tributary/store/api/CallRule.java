package io.tributary.store.api;

import io.tributary.store.caller.Scope;

import jakarta.servlet.http.HttpServletRequest;

import org.springframework.http.HttpMethod;
import org.springframework.http.server.PathContainer;
import org.springframework.security.web.servlet.util.matcher.PathPatternRequestMatcher;
import org.springframework.web.util.pattern.PathPatternParser;

import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * Who may make a call. What no rule is about is there for nobody: a new call is of use once its
 * rule stands here.
 *
 * @param path a pattern of paths, as Spring has them
 * @param scopes of which a token must have one; none: any valid token will do
 */
record CallRule(HttpMethod method, String path, List<Scope> scopes) {

    private static final String EXCHANGE = "/api/token";

    /** The first that matches counts. */
    static final List<CallRule> ALL =
            List.of(
                    of(HttpMethod.GET, "/v3/api-docs"),
                    of(HttpMethod.GET, "/v3/api-docs.yaml"),
                    of(HttpMethod.GET, "/api/operations/**", Scope.OPERATE),
                    of(HttpMethod.POST, "/api/operations/**", Scope.OPERATE),
                    of(HttpMethod.DELETE, "/api/operations/**", Scope.OPERATE),
                    // Before what its last part would be an id of.
                    of(HttpMethod.GET, "/api/connections/events", Scope.CONNECT),
                    reading("/api/connections"),
                    reading("/api/connections/{id}"),
                    reading("/api/connections/{id}/history"),
                    acting(HttpMethod.DELETE, "/api/connections/{id}"),
                    acting(HttpMethod.GET, "/api/integrations"),
                    acting(HttpMethod.POST, "/api/integrations/session-token"),
                    acting(HttpMethod.POST, "/api/integrations/reconnect-token"));

    private static CallRule reading(String path) {
        return of(HttpMethod.GET, path, Scope.CONNECT, Scope.READ, Scope.OPERATE);
    }

    private static CallRule acting(HttpMethod method, String path) {
        return of(method, path, Scope.CONNECT, Scope.CONNECT_ANY);
    }

    private static CallRule of(HttpMethod method, String path, Scope... scopes) {
        return new CallRule(method, path, List.of(scopes));
    }

    /** Of an API key for a token: what its caller may, the key says. */
    static boolean isExchange(HttpServletRequest request) {
        return of(HttpMethod.POST, EXCHANGE).matches(request);
    }

    static Optional<CallRule> of(HttpServletRequest request) {
        return ALL.stream().filter(rule -> rule.matches(request)).findFirst();
    }

    /** Of a call as it is described, with the names of its parts in braces. */
    static Optional<CallRule> described(String method, String path) {
        return ALL.stream()
                .filter(rule -> rule.method.matches(method))
                .filter(
                        rule ->
                                PathPatternParser.defaultInstance
                                        .parse(rule.path)
                                        .matches(PathContainer.parsePath(path)))
                .findFirst();
    }

    boolean matches(HttpServletRequest request) {
        String asked = request.getMethod().equals("HEAD") ? "GET" : request.getMethod();
        return method.matches(asked)
                && PathPatternRequestMatcher.withDefaults().matcher(path).matches(request);
    }

    String[] authorities() {
        return scopes.stream().map(Scope::authority).toArray(String[]::new);
    }

    /** For whoever lacks it. */
    String need() {
        return scopes.isEmpty()
                ? "This call needs a valid token, whatever its scopes."
                : "This call needs a token with the scope %s."
                        .formatted(
                                scopes.stream()
                                        .map(Scope::text)
                                        .collect(Collectors.joining(" or ")));
    }
}

package io.tributary.simulator.account;

import io.tributary.simulator.envelope.ApiException;

import jakarta.servlet.http.HttpServletRequest;

import org.jspecify.annotations.Nullable;

import java.util.List;
import java.util.Set;

/**
 * Who calls: the environment that the key or the connect session belongs to, and what it may do.
 *
 * @param allowedIntegrations the keys of those that a connect session may see; null for all
 */
public record Caller(
        Environment environment, Scopes scopes, @Nullable Set<String> allowedIntegrations) {

    private static final String ATTRIBUTE = Caller.class.getName();

    /** The caller of a request that has come past the filter. */
    public static Caller of(HttpServletRequest request) {
        if (request.getAttribute(ATTRIBUTE) instanceof Caller caller) {
            return caller;
        }
        throw new IllegalStateException("no caller: the filter does not cover this path");
    }

    static Caller withKey(Environment environment, List<String> scopes) {
        return new Caller(environment, Scopes.of(scopes), null);
    }

    /** The holder of a connect session's token, who may look and nothing more. */
    public static Caller withSession(Environment environment, @Nullable Set<String> allowed) {
        return new Caller(environment, Scopes.of(List.of("integrations:list")), allowed);
    }

    static boolean isKnown(HttpServletRequest request) {
        return request.getAttribute(ATTRIBUTE) != null;
    }

    boolean sees(Integration integration) {
        return allowedIntegrations == null || allowedIntegrations.contains(integration.uniqueKey());
    }

    public void enter(HttpServletRequest request) {
        request.setAttribute(ATTRIBUTE, this);
    }

    public boolean may(String scope) {
        return scopes.allow(scope);
    }

    /** Refuses with 403 {@code forbidden} what the key may not do. */
    public void require(String scope) {
        if (!may(scope)) {
            throw new ApiException(
                    403, "forbidden", "This API key lacks the scope environment:" + scope);
        }
    }
}

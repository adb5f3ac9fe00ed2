package io.tributary.simulator.account;

import io.tributary.simulator.envelope.ApiException;

import jakarta.servlet.http.HttpServletRequest;

/** Who calls: the environment that the key belongs to, and what the key may do. */
public record Caller(Environment environment, Scopes scopes) {

    private static final String ATTRIBUTE = Caller.class.getName();

    /** The caller of a request that has come past the filter. */
    public static Caller of(HttpServletRequest request) {
        if (request.getAttribute(ATTRIBUTE) instanceof Caller caller) {
            return caller;
        }
        throw new IllegalStateException("no caller: the filter does not cover this path");
    }

    void enter(HttpServletRequest request) {
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

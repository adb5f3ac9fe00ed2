package io.tributary.http.token;

import io.tributary.http.problem.Problems;

import jakarta.servlet.http.HttpServletRequest;

import org.springframework.http.HttpStatus;
import org.springframework.security.core.AuthenticationException;
import org.springframework.security.oauth2.core.OAuth2AuthenticationException;
import org.springframework.security.oauth2.server.resource.web.BearerTokenAuthenticationEntryPoint;
import org.springframework.security.oauth2.server.resource.web.access.BearerTokenAccessDeniedHandler;
import org.springframework.security.web.AuthenticationEntryPoint;
import org.springframework.security.web.access.AccessDeniedHandler;

import java.util.function.Function;

/** Answers to callers that are not let pass: RFC 6750's, with problem details as the body. */
public final class TokenRefusals {

    private static final String NEEDED =
            "A valid bearer token is needed, in the header Authorization.";

    private TokenRefusals() {}

    /** 401: there is no token, or not a valid one, and then why it is not. */
    public static AuthenticationEntryPoint unauthorized() {
        var standard = new BearerTokenAuthenticationEntryPoint();
        return (request, response, failure) -> {
            standard.commence(request, response, failure);
            Problems.write(response, HttpStatus.UNAUTHORIZED, NEEDED + reason(failure));
        };
    }

    /** Such as that it has expired; the token itself is never in there. */
    private static String reason(AuthenticationException failure) {
        String why =
                failure instanceof OAuth2AuthenticationException refused
                        ? refused.getError().getDescription()
                        : null;
        return why == null ? "" : " This one is refused: " + why;
    }

    /**
     * 403: the token is valid and does not allow the call.
     *
     * @param need a sentence: what a token for the call must have
     */
    public static AccessDeniedHandler forbidden(Function<HttpServletRequest, String> need) {
        var standard = new BearerTokenAccessDeniedHandler();
        return (request, response, failure) -> {
            standard.handle(request, response, failure);
            Problems.write(response, HttpStatus.FORBIDDEN, need.apply(request));
        };
    }
}

package io.tributary.store.api;

import io.tributary.http.problem.Problems;
import io.tributary.store.caller.Scope;

import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.security.authentication.AuthenticationServiceException;
import org.springframework.security.authentication.BadCredentialsException;
import org.springframework.security.core.AuthenticationException;
import org.springframework.security.oauth2.core.OAuth2AuthenticationException;
import org.springframework.security.oauth2.server.resource.web.BearerTokenAuthenticationEntryPoint;
import org.springframework.security.oauth2.server.resource.web.access.BearerTokenAccessDeniedHandler;
import org.springframework.security.web.AuthenticationEntryPoint;
import org.springframework.security.web.access.AccessDeniedHandler;

/** Answers to callers that are not let pass: RFC 6750's, with problem details as the body. */
final class Refusals {

    private static final String NEEDED =
            "A valid bearer token is needed, in the header Authorization.";

    private Refusals() {}

    static AuthenticationEntryPoint unauthorized() {
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

    static AuthenticationEntryPoint ofKeys() {
        return (request, response, failure) -> {
            if (failure instanceof AuthenticationServiceException) {
                response.setStatus(HttpStatus.SERVICE_UNAVAILABLE.value());
                response.setHeader(HttpHeaders.RETRY_AFTER, "5");
                Problems.write(
                        response,
                        HttpStatus.SERVICE_UNAVAILABLE,
                        "The database does not answer now; the call may be repeated.");
                return;
            }
            response.setStatus(HttpStatus.UNAUTHORIZED.value());
            response.setHeader(HttpHeaders.WWW_AUTHENTICATE, "Basic realm=\"tributary\"");
            Problems.write(
                    response,
                    HttpStatus.UNAUTHORIZED,
                    failure instanceof BadCredentialsException
                            ? String.valueOf(failure.getMessage())
                            : "An API key is needed: its id and secret as user and password of"
                                    + " Basic authentication.");
        };
    }

    static AccessDeniedHandler ofMetrics() {
        var standard = new BearerTokenAccessDeniedHandler();
        return (request, response, failure) -> {
            standard.handle(request, response, failure);
            Problems.write(
                    response,
                    HttpStatus.FORBIDDEN,
                    "The metrics need a token with the scope %s or %s; with tributary.metrics.open"
                                    .formatted(Scope.READ.text(), Scope.OPERATE.text())
                            + " they are told to everybody who reaches this port.");
        };
    }

    static AccessDeniedHandler forbidden() {
        var standard = new BearerTokenAccessDeniedHandler();
        return (request, response, failure) -> {
            CallRule rule = CallRule.of(request).orElse(null);
            if (rule == null) {
                response.setStatus(HttpStatus.NOT_FOUND.value());
                Problems.write(
                        response,
                        HttpStatus.NOT_FOUND,
                        "There is no such call; /v3/api-docs describes all there are.");
            } else {
                standard.handle(request, response, failure);
                Problems.write(response, HttpStatus.FORBIDDEN, rule.need());
            }
        };
    }
}

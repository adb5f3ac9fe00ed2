package io.tributary.store.api;

import io.tributary.http.problem.Problems;
import io.tributary.http.token.TokenRefusals;

import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.security.authentication.AuthenticationServiceException;
import org.springframework.security.authentication.BadCredentialsException;
import org.springframework.security.web.AuthenticationEntryPoint;
import org.springframework.security.web.access.AccessDeniedHandler;

/** Answers to callers that are not let pass, beside those that every API gives. */
final class Refusals {

    private Refusals() {}

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

    static AccessDeniedHandler forbidden() {
        return (request, response, failure) -> {
            CallRule rule = CallRule.of(request).orElse(null);
            if (rule == null) {
                response.setStatus(HttpStatus.NOT_FOUND.value());
                Problems.write(
                        response,
                        HttpStatus.NOT_FOUND,
                        "There is no such call; /v3/api-docs describes all there are.");
            } else {
                TokenRefusals.forbidden(_ -> rule.need()).handle(request, response, failure);
            }
        };
    }
}

package io.tributary.worker.api;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;

import org.springframework.http.MediaType;
import org.springframework.security.core.AuthenticationException;
import org.springframework.security.oauth2.server.resource.web.BearerTokenAuthenticationEntryPoint;
import org.springframework.security.web.AuthenticationEntryPoint;

import java.io.IOException;

/** RFC 6750's answer, with a problem detail as the body. */
final class Unauthorized implements AuthenticationEntryPoint {

    private final BearerTokenAuthenticationEntryPoint standard =
            new BearerTokenAuthenticationEntryPoint();

    @Override
    public void commence(
            HttpServletRequest request,
            HttpServletResponse response,
            AuthenticationException reason)
            throws IOException {
        standard.commence(request, response, reason);
        response.setContentType(MediaType.APPLICATION_PROBLEM_JSON_VALUE);
        response.getWriter()
                .write(
                        """
                        {"title":"Unauthorized","status":%d,\
                        "detail":"A valid bearer token is needed."}\
                        """
                                .formatted(response.getStatus()));
    }
}

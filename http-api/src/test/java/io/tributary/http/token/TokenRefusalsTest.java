package io.tributary.http.token;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.springframework.mock.web.MockHttpServletRequest;
import org.springframework.mock.web.MockHttpServletResponse;
import org.springframework.security.access.AccessDeniedException;
import org.springframework.security.authentication.InsufficientAuthenticationException;
import org.springframework.security.core.AuthenticationException;
import org.springframework.security.oauth2.server.resource.InvalidBearerTokenException;

import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

class TokenRefusalsTest {

    private final MockHttpServletRequest request = new MockHttpServletRequest("GET", "/api/things");
    private final MockHttpServletResponse response = new MockHttpServletResponse();

    @Test
    void whoHasNoTokenIsToldThatOneIsNeeded() throws Exception {
        JsonNode problem = unauthorized(new InsufficientAuthenticationException("none"));

        assertThat(problem.path("detail").asString())
                .isEqualTo("A valid bearer token is needed, in the header Authorization.");
        assertThat(problem.path("status").asInt()).isEqualTo(401);
        assertThat(response.getStatus()).isEqualTo(401);
        assertThat(response.getHeader("WWW-Authenticate")).startsWith("Bearer");
    }

    @Test
    void whoseTokenIsRefusedIsToldWhy() throws Exception {
        JsonNode problem = unauthorized(new InvalidBearerTokenException("Jwt expired"));

        assertThat(problem.path("detail").asString()).endsWith("This one is refused: Jwt expired");
    }

    @Test
    void whoseTokenDoesNotAllowTheCallIsToldWhatIsNeeded() throws Exception {
        TokenRefusals.forbidden(asked -> asked.getRequestURI() + " needs more.")
                .handle(request, response, new AccessDeniedException("no"));

        assertThat(response.getStatus()).isEqualTo(403);
        assertThat(body().path("detail").asString()).isEqualTo("/api/things needs more.");
    }

    private JsonNode unauthorized(AuthenticationException failure) throws Exception {
        TokenRefusals.unauthorized().commence(request, response, failure);
        return body();
    }

    private JsonNode body() {
        assertThat(response.getContentType()).isEqualTo("application/problem+json");
        return JsonMapper.shared().readTree(response.getContentAsByteArray());
    }
}

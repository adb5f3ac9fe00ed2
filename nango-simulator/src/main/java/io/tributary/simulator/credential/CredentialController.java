package io.tributary.simulator.credential;

import io.tributary.simulator.account.Integration;
import io.tributary.simulator.account.Integrations;
import io.tributary.simulator.connection.Connection;
import io.tributary.simulator.envelope.ApiException;
import io.tributary.simulator.envelope.JsonAnswer;
import io.tributary.simulator.envelope.StrictBody;
import io.tributary.simulator.json.JsJson;
import io.tributary.simulator.session.Attempt;
import io.tributary.simulator.session.Attempts;

import jakarta.servlet.http.HttpServletRequest;

import org.jspecify.annotations.Nullable;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RestController;

import tools.jackson.databind.node.ObjectNode;

import java.util.Map;

/** Takes what a user typed, has the provider check it, and keeps the connection. */
@RestController
final class CredentialController {

    private final Integrations integrations;
    private final Attempts attempts;

    CredentialController(Integrations integrations, Attempts attempts) {
        this.integrations = integrations;
        this.attempts = attempts;
    }

    @PostMapping("/api-auth/api-key/{key}")
    ResponseEntity<byte[]> apiKey(
            HttpServletRequest request, @PathVariable String key, @RequestBody byte[] body) {
        StrictBody given = StrictBody.parse(body, request.getContentType(), "apiKey");
        return connected(
                request,
                key,
                JsJson.object().put("type", "API_KEY").put("apiKey", some(given, "apiKey")));
    }

    /** Either of the two may be left out, not both. */
    @PostMapping("/api-auth/basic/{key}")
    ResponseEntity<byte[]> basic(
            HttpServletRequest request, @PathVariable String key, @RequestBody byte[] body) {
        StrictBody given = StrictBody.parse(body, request.getContentType(), "username", "password");
        if (!given.has("password")) {
            var _ = some(given, "username");
        }
        return connected(
                request,
                key,
                JsJson.object()
                        .put("type", "BASIC")
                        .put("username", orEmpty(given.string("username")))
                        .put("password", orEmpty(given.string("password"))));
    }

    @PostMapping("/auth/unauthenticated/{key}")
    ResponseEntity<byte[]> unauthenticated(
            HttpServletRequest request,
            @PathVariable String key,
            @RequestBody(required = false) byte @Nullable [] body) {
        if (body != null && body.length > 0) {
            var _ = StrictBody.parse(body, request.getContentType());
        }
        return connected(request, key, JsJson.object().put("type", "NONE"));
    }

    private ResponseEntity<byte[]> connected(
            HttpServletRequest request, String key, ObjectNode credentials) {
        Integration integration =
                integrations
                        .find(key)
                        .orElseThrow(
                                () ->
                                        new ApiException(
                                                404,
                                                "unknown_provider_config",
                                                "There is no integration " + key));
        Attempt attempt = attempts.begin(request, integration);
        if (!credentials.path("type").asString().equals(integration.authMode())) {
            throw new ApiException(
                    400,
                    "invalid_auth_mode",
                    "The integration " + key + " connects by " + integration.authMode());
        }
        check(integration.settings().rightCredentials(), credentials);
        Connection made = attempts.succeed(attempt, credentials);
        return JsonAnswer.of(
                200,
                JsJson.object()
                        .put("providerConfigKey", made.key().integration())
                        .put("connectionId", made.key().connectionId()));
    }

    private static void check(Map<String, String> right, ObjectNode given) {
        boolean all =
                right.entrySet().stream()
                        .allMatch(it -> it.getValue().equals(given.path(it.getKey()).asString("")));
        if (!all) {
            throw new ApiException(
                    400,
                    "connection_test_failed",
                    "The provider does not accept these credentials");
        }
    }

    private static String some(StrictBody body, String member) {
        String text = body.required(member);
        return body.checked(
                member,
                () -> {
                    if (text.isEmpty()) {
                        throw new IllegalArgumentException("Expected at least one character");
                    }
                    return text;
                });
    }

    private static String orEmpty(@Nullable String text) {
        return text == null ? "" : text;
    }
}

package io.tributary.simulator.consent;

import com.sun.net.httpserver.HttpExchange;

import io.tributary.simulator.consent.AuthorizationCodes.Promise;
import io.tributary.simulator.json.CanonicalJson;
import io.tributary.simulator.json.FormJson;
import io.tributary.simulator.json.JsJson;
import io.tributary.simulator.session.ConnectMishaps;
import io.tributary.simulator.session.ConnectMishaps.Kind;

import org.springframework.stereotype.Component;

import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

import java.io.IOException;
import java.util.Optional;
import java.util.UUID;

/** Where an app redeems a code for a token (RFC 6749, 4.1.3), at the provider's own address. */
@Component
public final class TokenEndpoint {

    public static final String PATH = "/oauth/token";

    private static final int LIFE_SECONDS = 3_600;

    private final AuthorizationCodes codes;
    private final ConnectMishaps mishaps;

    TokenEndpoint(AuthorizationCodes codes, ConnectMishaps mishaps) {
        this.codes = codes;
        this.mishaps = mishaps;
    }

    public void serve(HttpExchange exchange) throws IOException {
        try (exchange) {
            JsonNode form = FormJson.parse(exchange.getRequestBody().readAllBytes());
            Optional<Promise> promise = codes.redeem(text(form, "code"));
            if (mishaps.happens(Kind.EXCHANGE_FAILS)) {
                refuse(exchange, "Token has been revoked");
            } else if (promise.isEmpty()) {
                refuse(exchange, "the code is unknown or was used");
            } else if (!promise.get().clientId().equals(text(form, "client_id"))
                    || !promise.get().redirectUri().equals(text(form, "redirect_uri"))
                    || !promise.get().isKeptBy(text(form, "code_verifier"))) {
                refuse(exchange, "the code was given to another app, place or verifier");
            } else {
                answer(exchange, 200, token());
            }
        }
    }

    private static String text(JsonNode form, String name) {
        return form.path(name).asString("");
    }

    private static ObjectNode token() {
        return JsJson.object()
                .put("access_token", "access-" + UUID.randomUUID())
                .put("refresh_token", "refresh-" + UUID.randomUUID())
                .put("token_type", "Bearer")
                .put("expires_in", LIFE_SECONDS);
    }

    private static void refuse(HttpExchange exchange, String why) throws IOException {
        answer(
                exchange,
                400,
                JsJson.object().put("error", "invalid_grant").put("error_description", why));
    }

    private static void answer(HttpExchange exchange, int status, ObjectNode json)
            throws IOException {
        byte[] body = CanonicalJson.rewrite(json);
        exchange.getResponseHeaders().set("Content-Type", "application/json");
        exchange.sendResponseHeaders(status, body.length);
        exchange.getResponseBody().write(body);
    }
}

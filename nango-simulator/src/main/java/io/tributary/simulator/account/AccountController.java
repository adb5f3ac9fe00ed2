package io.tributary.simulator.account;

import io.tributary.simulator.envelope.JsonAnswer;
import io.tributary.simulator.json.JsJson;

import jakarta.servlet.http.HttpServletRequest;

import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RestController;

import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** Nango's API of the account: its integrations, and the rotation of a signing key. */
@RestController
final class AccountController {

    private static final String SINCE = "2026-01-01T00:00:00.000Z";

    private final Integrations integrations;

    AccountController(Integrations integrations) {
        this.integrations = integrations;
    }

    @GetMapping("/integrations")
    ResponseEntity<byte[]> integrations(HttpServletRequest request) {
        Caller.of(request).require("integrations:list");
        ObjectNode answer = JsJson.object();
        ArrayNode data = answer.putArray("data");
        for (Integration one : integrations.all()) {
            data.addObject()
                    .put("unique_key", one.uniqueKey())
                    .put("provider", one.provider())
                    .put("display_name", one.uniqueKey())
                    .put("logo", "")
                    .put("forward_webhooks", one.settings().forwardWebhooks())
                    .put("created_at", SINCE)
                    .put("updated_at", SINCE);
        }
        return JsonAnswer.of(200, answer);
    }

    @PostMapping("/environment/webhook-signing-key/rotate")
    ResponseEntity<byte[]> rotate(HttpServletRequest request) {
        Caller caller = Caller.of(request);
        caller.require("webhook_signing_key:rotate");
        Secret key = caller.environment().signingKeys().rotate();
        ObjectNode answer = JsJson.object();
        answer.set("data", JsJson.object().put("webhook_signing_key", key.reveal()));
        return JsonAnswer.of(200, answer);
    }
}

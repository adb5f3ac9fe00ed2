package io.tributary.simulator.account;

import io.tributary.simulator.envelope.JsonAnswer;
import io.tributary.simulator.json.JsJson;

import jakarta.servlet.http.HttpServletRequest;

import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RestController;

import tools.jackson.databind.node.ObjectNode;

/** Nango's API of the account: the rotation of a signing key. */
@RestController
final class AccountController {

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

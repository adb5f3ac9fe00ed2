package io.tributary.simulator.account;

import io.tributary.simulator.envelope.ApiException;
import io.tributary.simulator.envelope.JsonAnswer;
import io.tributary.simulator.json.JsJson;

import jakarta.servlet.http.HttpServletRequest;

import org.jspecify.annotations.Nullable;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

/** Nango's API of what can be connected: integrations, and the providers behind them. */
@RestController
final class Catalogue {

    private static final String SINCE = "2026-01-01T00:00:00.000Z";

    private final Integrations integrations;
    private final ServerUrl server;

    Catalogue(Integrations integrations, ServerUrl server) {
        this.integrations = integrations;
        this.server = server;
    }

    @GetMapping("/integrations")
    ResponseEntity<byte[]> integrations(HttpServletRequest request) {
        Caller caller = Caller.of(request);
        caller.require("integrations:list");
        ObjectNode answer = JsJson.object();
        ArrayNode data = answer.putArray("data");
        integrations.all().stream()
                .filter(caller::sees)
                .forEach(one -> data.add(integration(one, request)));
        return JsonAnswer.of(200, answer);
    }

    @GetMapping("/integrations/{key}")
    ResponseEntity<byte[]> integration(
            HttpServletRequest request,
            @PathVariable String key,
            @RequestParam(defaultValue = "") List<String> include) {
        Caller caller = Caller.of(request);
        caller.require("integrations:read");
        Integration one =
                integrations
                        .find(key)
                        .orElseThrow(
                                () ->
                                        new ApiException(
                                                404, "not_found", "Integration does not exist"));
        ObjectNode data = integration(one, request);
        if (include.contains("webhook")) {
            String inbound =
                    server.seenBy(request) + "/webhook/" + caller.environment().uuid() + "/" + key;
            data.put("webhook_url", one.settings().routingScript() ? inbound : null);
        }
        if (include.contains("credentials") && caller.may("integrations:read_credentials")) {
            data.set("credentials", credentials(one));
        }
        return JsonAnswer.of(200, JsJson.object().set("data", data));
    }

    @GetMapping("/providers")
    ResponseEntity<byte[]> providers(
            HttpServletRequest request, @RequestParam(defaultValue = "") String search) {
        Map<String, Integration> byProvider = new TreeMap<>();
        integrations.all().forEach(one -> byProvider.putIfAbsent(one.provider(), one));
        ObjectNode answer = JsJson.object();
        ArrayNode data = answer.putArray("data");
        byProvider.values().stream()
                .filter(one -> isFound(one, search.toLowerCase(Locale.ROOT)))
                .forEach(one -> data.add(provider(one, request)));
        return JsonAnswer.of(200, answer);
    }

    @GetMapping("/providers/{name}")
    ResponseEntity<byte[]> provider(HttpServletRequest request, @PathVariable String name) {
        Integration any =
                integrations.all().stream()
                        .filter(one -> one.provider().equals(name))
                        .findFirst()
                        .orElseThrow(
                                () ->
                                        new ApiException(
                                                404, "not_found", "Unknown provider " + name));
        return JsonAnswer.of(200, JsJson.object().set("data", provider(any, request)));
    }

    private static boolean isFound(Integration one, String search) {
        return one.provider().contains(search)
                || one.displayName().toLowerCase(Locale.ROOT).contains(search);
    }

    private ObjectNode integration(Integration one, HttpServletRequest request) {
        return JsJson.object()
                .put("unique_key", one.uniqueKey())
                .put("provider", one.provider())
                .put("display_name", one.displayName())
                .put("logo", logo(one, request))
                .put("forward_webhooks", one.settings().forwardWebhooks())
                .put("created_at", SINCE)
                .put("updated_at", SINCE);
    }

    private ObjectNode provider(Integration one, HttpServletRequest request) {
        return JsJson.object()
                .put("name", one.provider())
                .put("display_name", one.displayName())
                .put("auth_mode", one.authMode())
                .put("logo_url", logo(one, request));
    }

    private static @Nullable ObjectNode credentials(Integration one) {
        if (!one.authMode().equals("OAUTH2")) {
            return null;
        }
        return JsJson.object()
                .put("type", one.authMode())
                .put("client_id", one.settings().oauth().clientId())
                .put("client_secret", one.settings().oauth().clientSecret())
                .put("scopes", String.join(",", one.settings().oauth().scopes()))
                .putNull("webhook_secret");
    }

    private String logo(Integration one, HttpServletRequest request) {
        return server.seenBy(request) + Logo.path(one.provider());
    }
}

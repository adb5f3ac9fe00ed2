package io.tributary.simulator.popup;

import io.tributary.simulator.connection.Timestamps;
import io.tributary.simulator.consent.TokenEndpoint;
import io.tributary.simulator.json.JsJson;
import io.tributary.simulator.provider.CrmProvider;
import io.tributary.simulator.wire.HeaderList;
import io.tributary.simulator.wire.WireClient;
import io.tributary.simulator.wire.WireRequest;
import io.tributary.simulator.wire.WireResponse;

import org.springframework.stereotype.Component;

import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

import java.io.IOException;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.Collectors;

/** Redeems a code at the provider, over HTTP. */
@Component
final class TokenExchange {

    private static final Duration TIMEOUT = Duration.ofSeconds(30);

    private final CrmProvider provider;
    private final Clock clock;

    TokenExchange(CrmProvider provider, Clock clock) {
        this.provider = provider;
        this.clock = clock;
    }

    /** The provider gave no token; the message is what Nango passes on. */
    static final class Refused extends Exception {

        private static final long serialVersionUID = 1L;

        Refused(String message) {
            super(message);
        }
    }

    /** The credentials of the connection. */
    JsonNode redeem(Flow flow, String code) throws Refused {
        WireResponse answer = ask(flow, code);
        if (answer.status() != 200) {
            throw new Refused(description(answer));
        }
        JsonNode token = JsJson.parse(answer.body());
        ObjectNode credentials =
                JsJson.object()
                        .put("type", "OAUTH2")
                        .put("access_token", token.path("access_token").asString())
                        .put("refresh_token", token.path("refresh_token").asString())
                        .put(
                                "expires_at",
                                Timestamps.millisZulu(
                                        clock.instant()
                                                .plusSeconds(token.path("expires_in").asInt())));
        credentials.set("raw", token);
        return credentials;
    }

    private WireResponse ask(Flow flow, String code) throws Refused {
        Map<String, String> form = new LinkedHashMap<>();
        form.put("grant_type", "authorization_code");
        form.put("code", code);
        form.put("redirect_uri", flow.redirectUri());
        form.put("client_id", flow.app().clientId());
        form.put("client_secret", flow.app().clientSecret());
        form.put("code_verifier", flow.verifier());
        byte[] body =
                form.entrySet().stream()
                        .map(one -> one.getKey() + "=" + encode(one.getValue()))
                        .collect(Collectors.joining("&"))
                        .getBytes(StandardCharsets.UTF_8);
        HeaderList headers =
                new HeaderList()
                        .set("Host", "localhost")
                        .set("Content-Type", "application/x-www-form-urlencoded")
                        .set("Content-Length", String.valueOf(body.length));
        try (WireClient client = new WireClient()) {
            return client.exchange(
                    new WireRequest("POST", provider.address(), TokenEndpoint.PATH, headers, body),
                    TIMEOUT);
        } catch (IOException e) {
            throw new Refused(String.valueOf(e.getMessage()));
        }
    }

    private static String encode(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }

    /** An error of several lines, as a real server was seen to pass it on. */
    private static String description(WireResponse answer) {
        ObjectNode error =
                JsJson.object()
                        .put("name", "Error")
                        .put("message", "Response Error: " + answer.status() + " Bad Request");
        error.set("provider_error_payload", JsJson.parse(answer.body()));
        return JsJson.indented(error);
    }
}

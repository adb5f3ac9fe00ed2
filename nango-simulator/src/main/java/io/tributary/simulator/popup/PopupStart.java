package io.tributary.simulator.popup;

import io.tributary.simulator.account.AccountSettings.OauthApp;
import io.tributary.simulator.account.Integration;
import io.tributary.simulator.account.Integrations;
import io.tributary.simulator.account.ServerUrl;
import io.tributary.simulator.session.Attempt;
import io.tributary.simulator.session.Attempts;
import io.tributary.simulator.session.ConnectSession.Defaults;
import io.tributary.simulator.session.QueryMap;

import jakarta.servlet.http.HttpServletRequest;

import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/** Where a popup begins: to the provider, or to a page that says why not. */
@RestController
final class PopupStart {

    private static final String SCOPES = "oauth_scopes_override";

    private final Integrations integrations;
    private final Attempts attempts;
    private final Flows flows;
    private final PopupSockets sockets;
    private final ServerUrl server;
    private final StateCookie cookie;

    PopupStart(
            Integrations integrations,
            Attempts attempts,
            Flows flows,
            PopupSockets sockets,
            ServerUrl server,
            StateCookie cookie) {
        this.integrations = integrations;
        this.attempts = attempts;
        this.flows = flows;
        this.sockets = sockets;
        this.server = server;
        this.cookie = cookie;
    }

    @GetMapping("/oauth/connect/{key}")
    ResponseEntity<?> start(
            HttpServletRequest request,
            @PathVariable String key,
            @RequestParam(name = "ws_client_id", required = false) @Nullable String clientId) {
        Optional<Integration> integration = integrations.find(key);
        if (integration.isEmpty()) {
            return refuse(clientId, key, "provider_config_err", "There is no integration " + key);
        }
        Attempt attempt = attempts.begin(request, integration.get());
        if (!integration.get().authMode().equals("OAUTH2")) {
            String mode = integration.get().authMode();
            return refuse(clientId, key, "auth_mode_err", "This is no way to connect " + mode);
        }
        OauthApp app = integration.get().settings().oauth();
        if (app.clientId().isBlank() || app.clientSecret().isBlank()) {
            return refuse(
                    clientId,
                    key,
                    "provider_config_err",
                    "The integration " + key + " lacks its client id or secret");
        }
        Flow flow = flows.begin(attempt, server.seenBy(request) + "/oauth/callback", clientId);
        return ResponseEntity.status(302)
                .header(HttpHeaders.SET_COOKIE, cookie.of(flow).toString())
                .location(provider(request, flow))
                .build();
    }

    private ResponseEntity<byte[]> refuse(
            @Nullable String clientId, String key, String type, String description) {
        sockets.tell(clientId, Outcome.error(key, null, type, description));
        return PopupPage.error(type, description);
    }

    private URI provider(HttpServletRequest request, Flow flow) {
        Attempt attempt = flow.attempt();
        Defaults defaults = attempt.session().defaults(attempt.integration());
        Map<String, String> query =
                new LinkedHashMap<>(QueryMap.of(request, "authorization_params"));
        query.putAll(defaults.authorizationParams());
        if (defaults.userScopes() != null) {
            query.put("user_scope", defaults.userScopes());
        }
        query.put("response_type", "code");
        query.put("client_id", flow.app().clientId());
        query.put("redirect_uri", flow.redirectUri());
        query.put(
                "scope",
                attempt.connectionConfig()
                        .path(SCOPES)
                        .asString(String.join(" ", flow.app().scopes())));
        query.put("state", flow.state());
        query.put("code_challenge", flow.challenge());
        query.put("code_challenge_method", "S256");
        String encoded =
                query.entrySet().stream()
                        .map(one -> encode(one.getKey()) + "=" + encode(one.getValue()))
                        .collect(Collectors.joining("&"));
        return URI.create(server.seenBy(request) + "/_provider/authorize?" + encoded);
    }

    private static String encode(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }
}

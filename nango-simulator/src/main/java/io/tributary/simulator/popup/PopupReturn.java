package io.tributary.simulator.popup;

import io.tributary.simulator.connection.Connection;
import io.tributary.simulator.connection.Health.Trouble;
import io.tributary.simulator.envelope.ApiException;
import io.tributary.simulator.session.Attempts;

import jakarta.servlet.http.HttpServletRequest;

import org.jspecify.annotations.Nullable;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Where the provider sends a popup back to: with a code, or with the reason why there is none. */
@RestController
final class PopupReturn {

    private final Flows flows;
    private final TokenExchange exchange;
    private final Attempts attempts;
    private final PopupSockets sockets;
    private final StateCookie cookie;

    PopupReturn(
            Flows flows,
            TokenExchange exchange,
            Attempts attempts,
            PopupSockets sockets,
            StateCookie cookie) {
        this.flows = flows;
        this.exchange = exchange;
        this.attempts = attempts;
        this.sockets = sockets;
        this.cookie = cookie;
    }

    @GetMapping("/oauth/callback")
    ResponseEntity<byte[]> back(
            HttpServletRequest request,
            @RequestParam(required = false) @Nullable String state,
            @RequestParam(required = false) @Nullable String code) {
        Optional<Flow> known = state == null ? Optional.empty() : flows.end(state);
        if (known.isEmpty()) {
            return PopupPage.error("state_err", "The state is missing, unknown or was used");
        }
        Flow flow = known.get();
        if (cookie.isMissed(request, flow)) {
            return told(flow, "state_cookie_err", "Another browser began this");
        }
        if (code == null || code.isBlank()) {
            String description = withoutCode(request);
            attempts.fail(flow.attempt(), new Trouble("invalid_callback", description));
            return told(flow, "callback_err", description);
        }
        return redeemed(flow, code);
    }

    private ResponseEntity<byte[]> redeemed(Flow flow, String code) {
        try {
            Connection made = attempts.succeed(flow.attempt(), exchange.redeem(flow, code));
            sockets.tell(flow.clientId(), Outcome.success(made.key()));
            return PopupPage.success();
        } catch (TokenExchange.Refused refused) {
            String description = String.valueOf(refused.getMessage());
            attempts.fail(flow.attempt(), new Trouble("unknown", description));
            return told(flow, "unknown_err", description);
        } catch (ApiException rejected) {
            return told(flow, rejected.code(), String.valueOf(rejected.getMessage()));
        }
    }

    private ResponseEntity<byte[]> told(Flow flow, String type, String description) {
        sockets.tell(
                flow.clientId(),
                Outcome.error(
                        flow.attempt().integration().uniqueKey(),
                        flow.attempt().connectionId(),
                        type,
                        description));
        return PopupPage.error(type, description);
    }

    private static String withoutCode(HttpServletRequest request) {
        List<String> said = new ArrayList<>();
        for (String name : List.of("error", "error_description")) {
            String value = request.getParameter(name);
            if (value != null) {
                said.add(name + ": " + value);
            }
        }
        String nothing = "Did not get authorization code in the callback.";
        return said.isEmpty() ? nothing : nothing + " Provider error: " + String.join("; ", said);
    }
}

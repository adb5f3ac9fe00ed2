package io.tributary.simulator.control;

import io.tributary.simulator.account.Integration;
import io.tributary.simulator.account.Integrations;
import io.tributary.simulator.consent.Hang;
import io.tributary.simulator.popup.StateCookie;
import io.tributary.simulator.session.ConnectMishaps;
import io.tributary.simulator.session.ConnectMishaps.Kind;

import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

import java.util.Map;
import java.util.TreeMap;

/** What users must enter to connect, and what is to go wrong when they do. */
@RestController
@RequestMapping("/_control")
final class ConnectControl {

    private final Integrations integrations;
    private final ConnectMishaps mishaps;
    private final Hang hang;
    private final StateCookie cookie;

    ConnectControl(
            Integrations integrations, ConnectMishaps mishaps, Hang hang, StateCookie cookie) {
        this.cookie = cookie;
        this.integrations = integrations;
        this.mishaps = mishaps;
        this.hang = hang;
    }

    @GetMapping("/credentials")
    @Help(
            "what a user enters to connect, by integration: apiKey right-key at demo-crm-key, ann"
                    + " and right-password at demo-crm-basic; anything else, wrong-key say, fails")
    Map<String, Map<String, String>> credentials() {
        Map<String, Map<String, String>> right = new TreeMap<>();
        for (Integration one : integrations.all()) {
            if (!one.settings().rightCredentials().isEmpty()) {
                right.put(one.uniqueKey(), one.settings().rightCredentials());
            }
        }
        return right;
    }

    /** Whether the browser that went must be the one that comes back. */
    record Cookie(boolean needed) {}

    @PutMapping("/state-cookie")
    @Help("whether a popup that comes back without its cookie is refused: {needed}; not at first")
    void stateCookie(@RequestBody Cookie wanted) {
        cookie.isNeeded(wanted.needed());
    }

    /** What goes wrong the next times. */
    record Mishap(Kind kind, @Nullable Integer count) {

        Mishap {
            Target.given(kind, "kind");
        }
    }

    @PostMapping("/connect-mishaps")
    @Help(
            "spoil the next attempts to connect: {kind: PROVIDER_ERROR|HANG|EXCHANGE_FAILS|"
                    + "VALIDATION_FAILS, count?}; the first three of OAuth 2 only")
    void plan(@RequestBody Mishap mishap) {
        mishaps.plan(mishap.kind(), mishap.count() == null ? 1 : mishap.count());
    }

    @GetMapping("/connect-mishaps")
    @Help("how many attempts to connect are still to be spoilt, by kind")
    Map<Kind, Integer> pending() {
        return mishaps.pending();
    }

    @DeleteMapping("/connect-mishaps")
    @Help("spoil no more, and let consent pages come that hang")
    void clear() {
        mishaps.clear();
        hang.release();
    }
}

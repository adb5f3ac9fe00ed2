package io.tributary.simulator.consent;

import io.tributary.simulator.consent.AuthorizationCodes.Promise;
import io.tributary.simulator.session.ConnectMishaps;
import io.tributary.simulator.session.ConnectMishaps.Kind;

import org.jspecify.annotations.Nullable;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** Asks the user, and sends the answer to where the app waits for it (RFC 6749, 4.1). */
@RestController
@RequestMapping("/_provider/authorize")
final class ConsentController {

    private static final String APP = "/oauth/callback";

    private final AuthorizationCodes codes;
    private final ConnectMishaps mishaps;
    private final Hang hang;

    ConsentController(AuthorizationCodes codes, ConnectMishaps mishaps, Hang hang) {
        this.codes = codes;
        this.mishaps = mishaps;
        this.hang = hang;
    }

    @GetMapping
    ResponseEntity<?> ask(@RequestParam Map<String, String> asked) throws InterruptedException {
        if (!isRegistered(asked)) {
            return ConsentPage.unregistered();
        }
        if (mishaps.happens(Kind.HANG)) {
            hang.untilReleased();
        }
        if (mishaps.happens(Kind.PROVIDER_ERROR)) {
            return sentBack(asked, "server_error", "The provider has a problem of its own");
        }
        return ConsentPage.asking(asked);
    }

    @PostMapping
    ResponseEntity<?> decide(
            @RequestParam String decision, @RequestParam Map<String, String> asked) {
        if (!isRegistered(asked)) {
            return ConsentPage.unregistered();
        }
        if (!decision.equals("approve")) {
            return sentBack(asked, "access_denied", "The user refused");
        }
        String code =
                codes.give(
                        new Promise(
                                asked.getOrDefault("client_id", ""),
                                asked.getOrDefault("redirect_uri", ""),
                                asked.get("code_challenge")));
        return back(asked, Map.of("code", code));
    }

    private static ResponseEntity<?> sentBack(
            Map<String, String> asked, String error, String description) {
        return back(asked, Map.of("error", error, "error_description", description));
    }

    private static ResponseEntity<?> back(Map<String, String> asked, Map<String, String> answer) {
        Map<String, String> query = new TreeMap<>(answer);
        query.put("state", asked.getOrDefault("state", ""));
        String encoded =
                query.entrySet().stream()
                        .map(
                                one ->
                                        one.getKey()
                                                + "="
                                                + URLEncoder.encode(
                                                        one.getValue(), StandardCharsets.UTF_8))
                        .collect(Collectors.joining("&"));
        return ResponseEntity.status(302)
                .location(URI.create(asked.getOrDefault("redirect_uri", "") + "?" + encoded))
                .build();
    }

    /** The one place where an app of this provider waits is a Nango's. */
    private static boolean isRegistered(Map<String, String> asked) {
        try {
            URI uri = URI.create(asked.getOrDefault("redirect_uri", ""));
            return isWeb(uri.getScheme())
                    && uri.getHost() != null
                    && uri.getRawQuery() == null
                    && APP.equals(uri.getPath());
        } catch (IllegalArgumentException noUri) {
            return false;
        }
    }

    private static boolean isWeb(@Nullable String scheme) {
        return "http".equals(scheme) || "https".equals(scheme);
    }
}

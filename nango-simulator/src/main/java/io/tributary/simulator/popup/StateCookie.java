package io.tributary.simulator.popup;

import jakarta.servlet.http.Cookie;
import jakarta.servlet.http.HttpServletRequest;

import org.springframework.http.ResponseCookie;
import org.springframework.stereotype.Component;

import java.util.Arrays;

/**
 * Marks the browser that went to the provider. Who comes back without it is let in, unless the
 * server was told to insist.
 */
@Component
public final class StateCookie {

    private volatile boolean needed;

    /** Whether only the browser that went may come back. */
    public void isNeeded(boolean insist) {
        needed = insist;
    }

    ResponseCookie of(Flow flow) {
        boolean secure = flow.redirectUri().startsWith("https:");
        return ResponseCookie.from(name(flow), "1")
                .httpOnly(true)
                .maxAge(Flows.LONGEST)
                .path("/")
                .sameSite(secure ? "None" : "Lax")
                .secure(secure)
                .build();
    }

    boolean isMissed(HttpServletRequest request, Flow flow) {
        Cookie[] cookies = request.getCookies();
        return needed
                && (cookies == null
                        || Arrays.stream(cookies).noneMatch(it -> it.getName().equals(name(flow))));
    }

    private static String name(Flow flow) {
        return "oauth2-" + flow.state();
    }
}

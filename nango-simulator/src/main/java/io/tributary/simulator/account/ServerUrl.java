package io.tributary.simulator.account;

import jakarta.servlet.http.HttpServletRequest;

import org.springframework.stereotype.Component;

/** Where the simulator is for browsers and providers. */
@Component
public final class ServerUrl {

    private final AccountSettings settings;

    ServerUrl(AccountSettings settings) {
        this.settings = settings;
    }

    /** Without a slash at its end. */
    public String seenBy(HttpServletRequest request) {
        String configured = settings.serverUrl();
        return configured != null
                ? configured.replaceAll("/+$", "")
                : request.getScheme() + "://" + request.getHeader("Host");
    }
}

package io.tributary.simulator.forward;

import io.tributary.simulator.wire.HeaderList;

import jakarta.servlet.http.HttpServletRequest;

import java.util.Collections;
import java.util.List;
import java.util.Locale;

/** The headers of a third party's webhook that are passed on: lower-case, one line each. */
final class ThirdPartyHeaders {

    private static final List<String> KEPT_BACK =
            List.of(
                    "host",
                    "authorization",
                    "connection",
                    "keep-alive",
                    "content-length",
                    "content-type",
                    "content-encoding",
                    "cookie",
                    "set-cookie",
                    "referer",
                    "user-agent",
                    "sec-",
                    "proxy-",
                    "www-authenticate",
                    "server");

    private ThirdPartyHeaders() {}

    static HeaderList of(HttpServletRequest request) {
        HeaderList headers = new HeaderList();
        for (String name : Collections.list(request.getHeaderNames())) {
            String lower = name.toLowerCase(Locale.ROOT);
            if (KEPT_BACK.stream().noneMatch(lower::startsWith)) {
                headers.set(lower, String.join(", ", Collections.list(request.getHeaders(name))));
            }
        }
        return headers;
    }
}

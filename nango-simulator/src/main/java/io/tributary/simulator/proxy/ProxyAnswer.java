package io.tributary.simulator.proxy;

import io.tributary.simulator.wire.HeaderList.Header;
import io.tributary.simulator.wire.WireResponse;

import jakarta.servlet.http.HttpServletResponse;

import java.io.IOException;
import java.util.HashSet;
import java.util.Locale;
import java.util.Set;

/**
 * What the caller sees of the provider's answer. A success of known length loses all but a few
 * headers, and its status becomes 200; a chunked one or an attachment comes as it is, and so does
 * an error, whose headers even take the place of Nango's own.
 */
final class ProxyAnswer {

    private static final Set<String> KEPT =
            Set.of("content-type", "x-request-id", "x-correlation-id", "mcp-session-id");
    private static final Set<String> OF_THE_CONNECTION =
            Set.of("transfer-encoding", "content-length", "connection", "keep-alive");

    private ProxyAnswer() {}

    static void write(WireResponse answer, HttpServletResponse response) throws IOException {
        if (answer.isSuccess() && !isStreamed(answer)) {
            response.setStatus(answer.status() == 204 ? 204 : 200);
            copyHeaders(answer, response, false);
        } else {
            response.setStatus(answer.status());
            copyHeaders(answer, response, true);
        }
        if (answer.isSuccess() && answer.isChunked()) {
            response.flushBuffer();
        } else if (answer.status() != 204 && answer.status() != 304) {
            response.setContentLength(answer.body().length);
        }
        response.getOutputStream().write(answer.body());
    }

    private static boolean isStreamed(WireResponse answer) {
        return answer.isChunked()
                || answer.headers()
                        .first("content-disposition")
                        .map(value -> value.strip().toLowerCase(Locale.ROOT))
                        .filter(v -> v.startsWith("attachment") || v.startsWith("inline"))
                        .isPresent();
    }

    private static void copyHeaders(
            WireResponse answer, HttpServletResponse response, boolean all) {
        Set<String> seen = new HashSet<>();
        for (Header header : answer.headers().lines()) {
            String lower = header.name().toLowerCase(Locale.ROOT);
            boolean passes = all ? !OF_THE_CONNECTION.contains(lower) : KEPT.contains(lower);
            if (passes && seen.add(lower)) {
                response.setHeader(header.name(), header.value());
            } else if (passes) {
                response.addHeader(header.name(), header.value());
            }
        }
    }
}

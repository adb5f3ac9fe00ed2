package io.tributary.simulator.wire;

/**
 * A request as it goes out. {@code target} is path and query, passed on verbatim. Framing is the
 * caller's: a body is chunked if the headers say so, else it needs a length.
 */
public record WireRequest(
        String method, Origin origin, String target, HeaderList headers, byte[] body) {

    public WireRequest {
        if (!target.startsWith("/")) {
            throw new IllegalArgumentException("a request target starts with /: " + target);
        }
    }
}

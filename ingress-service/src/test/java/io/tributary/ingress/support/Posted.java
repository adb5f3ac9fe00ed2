package io.tributary.ingress.support;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import io.tributary.ingress.support.RawHttp.Response;

import java.io.ByteArrayOutputStream;
import java.io.IOException;

/** A delivery of our own making, signed as Nango signs. */
public record Posted(String path, String key, String moreHeaders, byte[] body, Framing framing) {

    /** How the body's end is told. */
    public enum Framing {
        LENGTH,
        CHUNKED,
        /** Both at once, as Nango does for a third party that sent chunked. */
        CHUNKED_WITH_LENGTH
    }

    private static final int CHUNK = 40_000;

    public static Posted of(byte[] body) {
        return new Posted(
                "/api/webhooks/nango/" + Ingress.ENVIRONMENT,
                Ingress.KEY,
                "",
                body,
                Framing.LENGTH);
    }

    public Posted to(String otherPath) {
        return new Posted(otherPath, key, moreHeaders, body, framing);
    }

    public Posted signedWith(String otherKey) {
        return new Posted(path, otherKey, moreHeaders, body, framing);
    }

    public Posted with(String headerLines) {
        return new Posted(path, key, moreHeaders + headerLines, body, framing);
    }

    public Posted framed(Framing other) {
        return new Posted(path, key, moreHeaders, body, other);
    }

    public Response post(int port) throws IOException {
        try (RawHttp http = new RawHttp(port)) {
            return post(http);
        }
    }

    public Response post(RawHttp http) throws IOException {
        http.write(wire());
        return http.read();
    }

    /** All that is written for it. */
    public byte[] wire() {
        ByteArrayOutputStream wire = new ByteArrayOutputStream();
        wire.writeBytes(head().getBytes(ISO_8859_1));
        wire.writeBytes(payload());
        return wire.toByteArray();
    }

    public String head() {
        String length = "Content-Length: " + body.length + "\r\n";
        String chunked = "transfer-encoding: chunked\r\n";
        return "POST "
                + path
                + " HTTP/1.1\r\nX-Nango-Hmac-Sha256: "
                + Signature.of(key, body)
                + "\r\n"
                + moreHeaders
                + switch (framing) {
                    case LENGTH -> length;
                    case CHUNKED -> chunked;
                    case CHUNKED_WITH_LENGTH -> chunked + length;
                }
                + "Host: receiver:9911\r\nConnection: keep-alive\r\n\r\n";
    }

    private byte[] payload() {
        if (framing == Framing.LENGTH) {
            return body;
        }
        ByteArrayOutputStream chunks = new ByteArrayOutputStream();
        for (int at = 0; at < body.length; at += CHUNK) {
            int size = Math.min(CHUNK, body.length - at);
            chunks.writeBytes((Integer.toHexString(size) + "\r\n").getBytes(ISO_8859_1));
            chunks.write(body, at, size);
            chunks.writeBytes("\r\n".getBytes(ISO_8859_1));
        }
        chunks.writeBytes("0\r\n\r\n".getBytes(ISO_8859_1));
        return chunks.toByteArray();
    }
}

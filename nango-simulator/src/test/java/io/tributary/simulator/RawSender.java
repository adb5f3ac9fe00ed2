package io.tributary.simulator;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;

/** Posts bytes as a third party writes them, in one call, and reads all that comes back. */
final class RawSender {

    private RawSender() {}

    /**
     * {@code framing} is what precedes and surrounds the body; the connection is closed after it.
     */
    static String post(String url, String headers, String framedBody) {
        URI address = URI.create(url);
        String request =
                "POST "
                        + address.getRawPath()
                        + " HTTP/1.1\r\nHost: "
                        + address.getAuthority()
                        + "\r\nConnection: close\r\n"
                        + headers
                        + "\r\n"
                        + framedBody;
        return send(url, request);
    }

    /** A whole request, in which anything may stand. */
    static String send(String url, String request) {
        URI address = URI.create(url);
        try (Socket socket = new Socket(address.getHost(), address.getPort())) {
            socket.setSoTimeout(30_000);
            socket.getOutputStream().write(request.getBytes(StandardCharsets.UTF_8));
            socket.getOutputStream().flush();
            return new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static String post(String url, String headers, byte[] body) {
        String text = new String(body, StandardCharsets.UTF_8);
        return post(url, headers + "Content-Length: " + body.length + "\r\n", text);
    }

    static String postChunked(String url, String headers, String body) {
        int half = body.length() / 2;
        String chunks = chunk(body.substring(0, half)) + chunk(body.substring(half)) + "0\r\n\r\n";
        return post(url, headers + "Transfer-Encoding: chunked\r\n", chunks);
    }

    private static String chunk(String text) {
        int length = text.getBytes(StandardCharsets.UTF_8).length;
        return Integer.toHexString(length) + "\r\n" + text + "\r\n";
    }
}

package io.tributary.store.api;

import static java.nio.charset.StandardCharsets.UTF_8;

import jakarta.servlet.http.HttpServletResponse;

import org.springframework.http.MediaType;

import tools.jackson.databind.json.JsonMapper;

import java.io.IOException;
import java.io.OutputStream;

/** Server-sent events on an answer: each is on its way when the call returns. */
final class EventStream {

    private final OutputStream out;
    private final JsonMapper json;

    /** Begins the answer. */
    EventStream(HttpServletResponse response, JsonMapper json) throws IOException {
        response.setContentType(MediaType.TEXT_EVENT_STREAM_VALUE);
        response.setHeader("Cache-Control", "no-store");
        // Proxies must not keep events back until they have enough of them.
        response.setHeader("X-Accel-Buffering", "no");
        this.out = response.getOutputStream();
        this.json = json;
        write(": open\n\n");
    }

    /** The data has no line breaks: Jackson writes none. */
    void event(String name, Object data) throws IOException {
        write("event: " + name + "\ndata: " + json.writeValueAsString(data) + "\n\n");
    }

    /** A sign of life. */
    void heartbeat() throws IOException {
        write(":\n\n");
    }

    private void write(String text) throws IOException {
        out.write(text.getBytes(UTF_8));
        out.flush();
    }
}

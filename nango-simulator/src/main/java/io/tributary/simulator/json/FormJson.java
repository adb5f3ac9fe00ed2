package io.tributary.simulator.json;

import tools.jackson.databind.node.ObjectNode;

import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;

/** A posted form as the server's parser sees it: an object of strings. */
public final class FormJson {

    private FormJson() {}

    public static ObjectNode parse(byte[] body) {
        ObjectNode json = JsJson.object();
        for (String pair : new String(body, StandardCharsets.UTF_8).split("&")) {
            String[] parts = pair.split("=", 2);
            json.put(decode(parts[0]), parts.length < 2 ? "" : decode(parts[1]));
        }
        return json;
    }

    private static String decode(String text) {
        return URLDecoder.decode(text, StandardCharsets.UTF_8);
    }
}

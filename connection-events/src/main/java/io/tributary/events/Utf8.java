package io.tributary.events;

import static java.nio.charset.StandardCharsets.UTF_8;

/**
 * JSON text to bytes. Nango passes on lone surrogates, which UTF-8 cannot carry (the JDK writes
 * {@code ?} for them, Jackson refuses): they are written as JSON escapes. Outside strings JSON has
 * no such characters.
 */
final class Utf8 {

    private Utf8() {}

    static byte[] encode(String json) {
        int lone = nextLone(json, 0);
        if (lone < 0) {
            return json.getBytes(UTF_8);
        }
        StringBuilder escaped = new StringBuilder(json.length() + 12);
        int from = 0;
        for (; lone >= 0; lone = nextLone(json, from)) {
            escaped.append(json, from, lone).append("\\u%04x".formatted((int) json.charAt(lone)));
            from = lone + 1;
        }
        return escaped.append(json, from, json.length()).toString().getBytes(UTF_8);
    }

    private static int nextLone(String text, int from) {
        for (int i = from; i < text.length(); i++) {
            char c = text.charAt(i);
            if (Character.isHighSurrogate(c)
                    && i + 1 < text.length()
                    && Character.isLowSurrogate(text.charAt(i + 1))) {
                i++;
            } else if (Character.isSurrogate(c)) {
                return i;
            }
        }
        return -1;
    }
}

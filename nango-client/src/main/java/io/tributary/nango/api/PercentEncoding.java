package io.tributary.nango.api;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.HexFormat;

/** RFC 3986: everything but unreserved characters, so that any id is one segment or one value. */
final class PercentEncoding {

    private static final String ALSO_UNRESERVED = "-._~";

    private PercentEncoding() {}

    static String of(String text) {
        // A segment of dots only would mean "here" or "above" to whoever normalises the path.
        boolean dots = text.equals(".") || text.equals("..");
        StringBuilder encoded = new StringBuilder(text.length() + 16);
        for (byte b : text.getBytes(UTF_8)) {
            if (isUnreserved((char) (b & 0xff)) && !dots) {
                encoded.append((char) b);
            } else {
                encoded.append('%').append(HexFormat.of().withUpperCase().toHexDigits(b));
            }
        }
        return encoded.toString();
    }

    private static boolean isUnreserved(char c) {
        return c >= 'a' && c <= 'z'
                || c >= 'A' && c <= 'Z'
                || c >= '0' && c <= '9'
                || ALSO_UNRESERVED.indexOf(c) >= 0;
    }
}

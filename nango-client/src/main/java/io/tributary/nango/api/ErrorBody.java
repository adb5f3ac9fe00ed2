package io.tributary.nango.api;

import org.jspecify.annotations.Nullable;

import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.ObjectReadContext;
import tools.jackson.core.json.JsonFactory;

import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * The few texts of an error answer by which it is told whose it is. Read member by member, because
 * some of Nango's errors carry a whole connection in {@code payload}, credentials included.
 *
 * @param members the names at the top level
 * @param texts the members at the top level that are strings
 * @param error the members of {@code error} that are strings, empty if it is no object
 */
record ErrorBody(Set<String> members, Map<String, String> texts, Map<String, String> error) {

    private static final JsonFactory JSON = new JsonFactory();
    private static final ErrorBody NONE = new ErrorBody(Set.of(), Map.of(), Map.of());
    private static final Set<String> NETWORK = Set.of("message", "code", "method", "status");
    private static final Pattern NETWORK_CODE = Pattern.compile("[A-Za-z0-9_]{1,40}");

    /** Of bytes that need not be JSON at all. */
    static ErrorBody of(byte[] body) {
        try (JsonParser parser = JSON.createParser(ObjectReadContext.empty(), body)) {
            return of(parser);
        } catch (JacksonException e) {
            return NONE;
        }
    }

    /** Whether it begins as an object or an array does; it may be cut, or too deep to be read. */
    static boolean isLikeJson(byte[] body) {
        for (byte each : body) {
            if (each != ' ' && each != '\t' && each != '\r' && each != '\n') {
                return each == '{' || each == '[';
            }
        }
        return false;
    }

    /** {@code error.code} of Nango's envelope: the only member, an object with a string code. */
    @Nullable String envelopeCode() {
        return members.equals(Set.of("error")) ? error.get("code") : null;
    }

    /** What kind of network error Nango met; a provider that imitates it may say anything there. */
    String networkCode() {
        String code = texts.getOrDefault("code", "");
        return NETWORK_CODE.matcher(code).matches() ? code : "unnamed";
    }

    /** Whether this is what Nango says when it got no answer from the provider. */
    boolean isNetworkError() {
        return texts.keySet().containsAll(Set.of("message", "code", "method"))
                && NETWORK.containsAll(members);
    }

    private static ErrorBody of(JsonParser parser) {
        if (parser.nextToken() != JsonToken.START_OBJECT) {
            return NONE;
        }
        Set<String> members = new HashSet<>();
        Map<String, String> texts = new HashMap<>();
        Map<String, String> error = new HashMap<>();
        for (String name = parser.nextName(); name != null; name = parser.nextName()) {
            members.add(name);
            JsonToken value = parser.nextToken();
            if (value == JsonToken.VALUE_STRING) {
                texts.put(name, parser.getString());
            } else if (value == JsonToken.START_OBJECT && name.equals("error")) {
                readTexts(parser, error);
            }
            parser.skipChildren();
        }
        return parser.nextToken() == null ? new ErrorBody(members, texts, error) : NONE;
    }

    private static void readTexts(JsonParser parser, Map<String, String> texts) {
        for (String name = parser.nextName(); name != null; name = parser.nextName()) {
            if (parser.nextToken() == JsonToken.VALUE_STRING) {
                texts.put(name, parser.getString());
            }
            parser.skipChildren();
        }
    }
}

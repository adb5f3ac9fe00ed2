package io.tributary.simulator.envelope;

import io.tributary.simulator.envelope.ApiException.Flaw;
import io.tributary.simulator.json.JsJson;

import org.jspecify.annotations.Nullable;

import tools.jackson.databind.JsonNode;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.function.Supplier;

/** A JSON object of a caller, in which every member must be known and of the right type. */
public final class StrictBody {

    private final JsonNode object;
    private final List<String> at;

    private StrictBody(JsonNode object, List<String> at) {
        this.object = object;
        this.at = at;
    }

    /** JSON, an object, with no members but these; else 415 or 400 {@code invalid_body}. */
    public static StrictBody parse(byte[] body, @Nullable String contentType, String... members) {
        if (contentType == null || !contentType.toLowerCase(Locale.ROOT).contains("json")) {
            throw new ApiException(
                    415, "invalid_content_type", "Content-Type must be application/json");
        }
        return new StrictBody(JsJson.parse(body), List.of()).with(members);
    }

    private StrictBody with(String... members) {
        if (!object.isObject()) {
            throw flaw("invalid_type", "Expected object", at);
        }
        Set<String> unknown = new HashSet<>(object.propertyNames());
        Arrays.asList(members).forEach(unknown::remove);
        if (!unknown.isEmpty()) {
            throw flaw("unrecognized_keys", "Unrecognized keys: " + unknown, at);
        }
        return this;
    }

    public boolean has(String member) {
        return object.has(member);
    }

    public String required(String member) {
        String value = string(member);
        if (value == null) {
            throw flaw("invalid_type", "Required", path(member));
        }
        return value;
    }

    /** Text, or null where the member is absent; null itself is refused. */
    public @Nullable String string(String member) {
        if (!object.has(member)) {
            return null;
        }
        if (!object.path(member).isString()) {
            throw flaw("invalid_type", "Expected string", path(member));
        }
        return object.path(member).stringValue();
    }

    public @Nullable JsonNode object(String member) {
        if (!object.has(member)) {
            return null;
        }
        if (!object.path(member).isObject()) {
            throw flaw("invalid_type", "Expected object", path(member));
        }
        return object.path(member);
    }

    public @Nullable StrictBody nested(String member, String... members) {
        JsonNode value = object(member);
        return value == null ? null : new StrictBody(value, path(member)).with(members);
    }

    public @Nullable Map<String, String> strings(String member) {
        JsonNode value = object(member);
        if (value == null) {
            return null;
        }
        Map<String, String> strings = new LinkedHashMap<>();
        for (Map.Entry<String, JsonNode> entry : value.properties()) {
            if (!entry.getValue().isString()) {
                throw flaw("invalid_type", "Expected string", path(member));
            }
            strings.put(entry.getKey(), entry.getValue().stringValue());
        }
        return strings;
    }

    /** Texts in an array, or null where the member is absent. */
    public @Nullable List<String> texts(String member) {
        if (!object.has(member)) {
            return null;
        }
        if (!object.path(member).isArray()) {
            throw flaw("invalid_type", "Expected array", path(member));
        }
        List<String> texts = new ArrayList<>();
        for (JsonNode one : object.path(member)) {
            if (!one.isString()) {
                throw flaw("invalid_type", "Expected string", path(member));
            }
            texts.add(one.stringValue());
        }
        return texts;
    }

    /** Objects by names of the caller's choice, with no members but these; none if absent. */
    public Map<String, StrictBody> entries(String member, String... members) {
        Map<String, StrictBody> entries = new LinkedHashMap<>();
        JsonNode map = object(member);
        if (map != null) {
            StrictBody all = new StrictBody(map, path(member));
            for (String name : map.propertyNames()) {
                StrictBody one = all.nested(name, members);
                if (one != null) {
                    entries.put(name, one);
                }
            }
        }
        return entries;
    }

    /** What a rule of the domain refuses becomes a flaw of this member. */
    public <T> T checked(String member, Supplier<T> reading) {
        try {
            return reading.get();
        } catch (IllegalArgumentException refused) {
            throw flaw("custom", String.valueOf(refused.getMessage()), path(member));
        }
    }

    private List<String> path(String member) {
        List<String> path = new ArrayList<>(at);
        path.add(member);
        return path;
    }

    private static ApiException flaw(String code, String message, List<String> path) {
        return ApiException.invalid("invalid_body", List.of(new Flaw(code, message, path)));
    }
}

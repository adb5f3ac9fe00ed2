package io.tributary.worker.connection;

import io.tributary.events.Owner;

import org.jspecify.annotations.Nullable;

import tools.jackson.core.json.JsonWriteFeature;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.json.JsonMapper;

import java.util.Map;

/**
 * Tags and owners as text. PostgreSQL takes neither a null character nor half of a surrogate pair,
 * which tags may hold; in ASCII, with JSON's escapes, both pass.
 */
public final class KnownJson {

    private static final JsonMapper JSON =
            JsonMapper.builder().enable(JsonWriteFeature.ESCAPE_NON_ASCII).build();

    private KnownJson() {}

    public static String tags(Map<String, String> tags) {
        return JSON.writeValueAsString(tags);
    }

    static Map<String, String> tags(String json) {
        return JSON.readValue(json, new TypeReference<Map<String, String>>() {});
    }

    public static @Nullable String owner(@Nullable Owner owner) {
        return owner == null ? null : JSON.writeValueAsString(owner);
    }

    static @Nullable Owner owner(@Nullable String json) {
        return json == null ? null : JSON.readValue(json, Owner.class);
    }
}

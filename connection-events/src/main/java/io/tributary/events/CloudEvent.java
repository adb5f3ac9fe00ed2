package io.tributary.events;

import static java.nio.charset.StandardCharsets.UTF_8;

import org.jspecify.annotations.Nullable;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.regex.Pattern;

/**
 * A CloudEvent 1.0 as Tributary puts it on Kafka in binary mode: attributes as headers, the data as
 * the value, untouched.
 *
 * @param id unique within the source
 * @param source who says it: a URI reference
 * @param type what happened
 * @param subject the encoded connection key, or none
 * @param time when the ingress took in what this goes back to; copied to all that is derived, never
 *     compared
 * @param dataSchema URI of the JSON Schema of the data, or none where the bytes are a third party's
 * @param contentType media type of the data, or none
 * @param extensions extension attributes; names are lower-case letters and digits, at most 20
 * @param data the value's bytes; none is a tombstone
 */
public record CloudEvent(
        String id,
        String source,
        String type,
        @Nullable String subject,
        @Nullable Instant time,
        @Nullable String dataSchema,
        @Nullable String contentType,
        Map<String, String> extensions,
        byte @Nullable [] data) {

    private static final String PREFIX = "ce_";
    private static final String CONTENT_TYPE = "content-type";
    private static final Pattern EXTENSION_NAME = Pattern.compile("[a-z0-9]{1,20}");

    public CloudEvent {
        requireText("id", id);
        requireText("source", source);
        requireText("type", type);
        extensions = Map.copyOf(extensions);
        extensions
                .keySet()
                .forEach(
                        name -> {
                            if (!EXTENSION_NAME.matcher(name).matches()) {
                                throw new IllegalArgumentException(
                                        "extension names are 1 to 20 lower-case letters or digits,"
                                                + " got '"
                                                + name
                                                + "'");
                            }
                        });
    }

    private static void requireText(String name, String value) {
        if (value.isBlank()) {
            throw new IllegalArgumentException(name + " must not be blank");
        }
    }

    /** The Kafka headers of binary mode, in a fixed order. */
    public Map<String, byte[]> headers() {
        Map<String, byte[]> headers = new LinkedHashMap<>();
        put(headers, PREFIX + "specversion", "1.0");
        put(headers, PREFIX + "id", id);
        put(headers, PREFIX + "source", source);
        put(headers, PREFIX + "type", type);
        put(headers, PREFIX + "subject", subject);
        put(headers, PREFIX + "time", time == null ? null : time.toString());
        put(headers, PREFIX + "dataschema", dataSchema);
        put(headers, CONTENT_TYPE, contentType);
        extensions.entrySet().stream()
                .sorted(Map.Entry.comparingByKey())
                .forEach(
                        extension ->
                                put(headers, PREFIX + extension.getKey(), extension.getValue()));
        return headers;
    }

    private static void put(Map<String, byte[]> headers, String name, @Nullable String value) {
        if (value != null) {
            headers.put(name, value.getBytes(UTF_8));
        }
    }

    /**
     * Reads binary mode. Headers that are not CloudEvents' are ignored.
     *
     * @throws MalformedEvent if {@code ce_id}, {@code ce_source} or {@code ce_type} is missing, the
     *     version is not 1.x, or {@code ce_time} is not a time
     */
    public static CloudEvent of(Map<String, byte[]> headers, byte @Nullable [] data) {
        Map<String, String> attributes = new LinkedHashMap<>();
        headers.forEach(
                (name, value) -> {
                    if (name.startsWith(PREFIX)) {
                        attributes.put(name.substring(PREFIX.length()), new String(value, UTF_8));
                    }
                });
        String version = required(attributes, "specversion");
        if (!version.startsWith("1.")) {
            throw new MalformedEvent("ce_specversion must be 1.x, got '" + version + "'");
        }
        String id = required(attributes, "id");
        String source = required(attributes, "source");
        String type = required(attributes, "type");
        String subject = attributes.remove("subject");
        Instant time = time(attributes.remove("time"));
        String dataSchema = attributes.remove("dataschema");
        byte[] contentType = headers.get(CONTENT_TYPE);
        attributes.keySet().removeIf(name -> !EXTENSION_NAME.matcher(name).matches());
        return new CloudEvent(
                id,
                source,
                type,
                subject,
                time,
                dataSchema,
                contentType == null ? null : new String(contentType, UTF_8),
                attributes,
                data);
    }

    private static String required(Map<String, String> attributes, String name) {
        String value = attributes.remove(name);
        if (value == null || value.isBlank()) {
            throw new MalformedEvent("header ce_" + name + " is missing");
        }
        return value;
    }

    private static @Nullable Instant time(@Nullable String text) {
        try {
            return text == null ? null : OffsetDateTime.parse(text).toInstant();
        } catch (DateTimeException e) {
            throw new MalformedEvent("ce_time must be an RFC 3339 time, got '" + text + "'", e);
        }
    }

    /** Without the data, which may hold anything. */
    @Override
    public String toString() {
        return "CloudEvent[%s %s subject=%s bytes=%s]"
                .formatted(type, id, subject, data == null ? "none" : data.length);
    }
}

package io.tributary.simulator;

import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.stream.Stream;

/** A delivery of a real server: its headers in wire order, its body, the key that signed it. */
public record Capture(String name, List<List<String>> headers, byte[] body, String signingKey) {

    public static final List<String> NAMES =
            List.of(
                    "async-action",
                    "auth-creation-api-key",
                    "auth-creation-failed-denied",
                    "auth-creation-failed-token",
                    "auth-creation-imported",
                    "auth-creation-no-auth",
                    "auth-creation-oauth2",
                    "auth-override-end-user",
                    "auth-override-tags-wiped",
                    "auth-refresh-failed-first",
                    "auth-refresh-failed-long-error",
                    "auth-refresh-failed-second-identical",
                    "forward-attributed",
                    "forward-attributed-unicode",
                    "forward-unattributed-object",
                    "forward-with-provider-headers",
                    "forward-with-trace-headers",
                    "sync-delivery-first-attempt",
                    "sync-delivery-second-attempt",
                    "sync-delivery-third-attempt",
                    "sync-failed",
                    "sync-from-provider-webhook",
                    "sync-incremental",
                    "sync-initial",
                    "sync-no-changes");

    public static Capture named(String name) {
        try (InputStream file = Capture.class.getResourceAsStream("/captures/" + name + ".json")) {
            JsonNode json = new JsonMapper().readTree(file);
            List<List<String>> headers = new ArrayList<>();
            for (JsonNode line : json.path("headers")) {
                headers.add(List.of(line.path(0).stringValue(), line.path(1).stringValue()));
            }
            return new Capture(
                    name,
                    headers,
                    Base64.getDecoder().decode(json.path("body_base64").stringValue()),
                    json.path("signing_key").stringValue());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    public static Stream<Capture> all() {
        return NAMES.stream().map(Capture::named);
    }

    public String text() {
        return new String(body, StandardCharsets.UTF_8);
    }

    public String header(String name) {
        return headers.stream()
                .filter(line -> line.getFirst().equalsIgnoreCase(name))
                .map(List::getLast)
                .findFirst()
                .orElseThrow();
    }

    @Override
    public String toString() {
        return name;
    }
}

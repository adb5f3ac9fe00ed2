package io.tributary.local.compose;

import tools.jackson.databind.JsonNode;

import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;

/** The deliveries of a real Nango, each with its headers, its bytes and the key that signed it. */
record Captures(List<JsonNode> all) {

    static Captures read() throws IOException {
        var all = new ArrayList<JsonNode>();
        try (var files = Files.newDirectoryStream(folder(), "*.json")) {
            for (Path file : files) {
                all.add(Caller.JSON.readTree(Files.readString(file)));
            }
        }
        return new Captures(all);
    }

    private static Path folder() throws IOException {
        try {
            return Path.of(Captures.class.getResource("/captures").toURI());
        } catch (URISyntaxException e) {
            throw new IOException(e);
        }
    }

    List<String> keys() {
        return all.stream()
                .map(capture -> capture.path("signing_key").stringValue())
                .distinct()
                .toList();
    }

    JsonNode named(String name) {
        return all.stream()
                .filter(capture -> capture.path("name").stringValue().equals(name))
                .findFirst()
                .orElseThrow();
    }

    static JsonNode body(JsonNode capture) {
        return Caller.JSON.readTree(
                Base64.getDecoder().decode(capture.path("body_base64").stringValue()));
    }
}

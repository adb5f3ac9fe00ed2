package io.tributary.ingress.support;

import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import java.util.List;
import java.util.stream.Stream;

/** A real delivery: headers in wire order, exact body, the throw-away key that signed it. */
public record Capture(String name, List<Header> headers, byte[] body, String signingKey) {

    public record Header(String name, String value) {}

    public static List<Capture> all() {
        try (Stream<Path> files = Files.list(Path.of("target/test-classes/captures"))) {
            return files.sorted().map(Capture::read).toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    public static Capture named(String name) {
        return read(Path.of("target/test-classes/captures", name + ".json"));
    }

    private static Capture read(Path file) {
        JsonNode json = JsonMapper.shared().readTree(file);
        return new Capture(
                json.get("name").asString(),
                json.get("headers")
                        .valueStream()
                        .map(pair -> new Header(pair.get(0).asString(), pair.get(1).asString()))
                        .toList(),
                Base64.getDecoder().decode(json.get("body_base64").asString()),
                json.get("signing_key").asString());
    }

    /** The head of the captured request, as on the wire, but to another path. */
    public String head(String path) {
        StringBuilder head = new StringBuilder("POST ").append(path).append(" HTTP/1.1\r\n");
        headers.forEach(
                header ->
                        head.append(header.name())
                                .append(": ")
                                .append(header.value())
                                .append("\r\n"));
        return head.append("\r\n").toString();
    }

    @Override
    public String toString() {
        return name;
    }
}

package io.tributary.benchmarks.load;

import static java.nio.charset.StandardCharsets.UTF_8;

import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import java.util.stream.Stream;

/**
 * A delivery of a real Nango.
 *
 * @param headers in wire order, each with its line's end, without signature and length
 * @param body with {@link Template#PLACE} as its connection
 */
public record Capture(String name, List<String> headers, String body) {

    private static final String PAYLOAD = "\"payload\":{";

    /**
     * @param home the project's folder
     */
    public static List<Capture> all(Path home) throws IOException {
        Path folder = home.resolve("nango-client/src/test/resources/captures");
        try (Stream<Path> files = Files.list(folder)) {
            return files.sorted().map(file -> of(JsonMapper.shared().readTree(file))).toList();
        }
    }

    /**
     * @param home the project's folder
     */
    public static Capture named(Path home, String name) throws IOException {
        return all(home).stream()
                .filter(capture -> capture.name().equals(name))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("no capture is named " + name));
    }

    private static Capture of(JsonNode json) {
        String body =
                new String(Base64.getDecoder().decode(json.get("body_base64").asString()), UTF_8);
        String connection = JsonMapper.shared().readTree(body).path("connectionId").asString("");
        return new Capture(
                json.get("name").asString(),
                json.get("headers")
                        .valueStream()
                        .filter(Capture::stays)
                        .map(Capture::line)
                        .toList(),
                connection.isEmpty()
                        ? body
                        : body.replace("\"" + connection + "\"", "\"" + Template.PLACE + "\""));
    }

    private static boolean stays(JsonNode header) {
        String name = header.get(0).asString().toLowerCase(Locale.ROOT);
        return !name.equals("content-length") && !name.equals("x-nango-hmac-sha256");
    }

    private static String line(JsonNode header) {
        return header.get(0).asString() + ": " + header.get(1).asString() + "\r\n";
    }

    /** The same of another integration. */
    public Capture about(String integration) {
        return new Capture(
                name,
                headers,
                body.replaceAll("(\"providerConfigKey\":)\"[^\"]*\"", "$1\"" + integration + "\""));
    }

    /** The same forward with more in its payload: a body of about so many bytes. */
    public Capture grown(int size, Random random) {
        StringBuilder items = new StringBuilder("\"items\":[");
        String item = "";
        while (body.length() + items.length() + item.length() < size) {
            items.append(item);
            item =
                    """
                    {"id":%d,"email":"user%d@example.com","amount":%.2f,"active":%b,"note":"%x"},\
                    """
                            .formatted(
                                    random.nextInt(1_000_000),
                                    random.nextInt(1_000_000),
                                    random.nextDouble() * 1_000,
                                    random.nextBoolean(),
                                    random.nextLong());
        }
        items.append("null],");
        int at = body.indexOf(PAYLOAD) + PAYLOAD.length();
        return new Capture(name, headers, body.substring(0, at) + items + body.substring(at));
    }

    /** The body alone. */
    public byte[] bytes() {
        return body.getBytes(UTF_8);
    }

    public Template template(String path, String key) {
        return new Template("POST " + path + " HTTP/1.1\r\n" + String.join("", headers), body, key);
    }
}

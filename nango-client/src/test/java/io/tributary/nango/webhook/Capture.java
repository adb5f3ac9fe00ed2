package io.tributary.nango.webhook;

import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import java.util.List;
import java.util.stream.Stream;

/** A real delivery, as it was taken from the wire. */
record Capture(String name, List<String> signatures, byte[] body, SigningKey key) {

    static Stream<Capture> all() {
        try (Stream<Path> files = Files.list(Path.of("src/test/resources/captures"))) {
            return files.sorted().map(Capture::read).toList().stream();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static Capture named(String name) {
        return read(Path.of("src/test/resources/captures", name + ".json"));
    }

    /** Signs invented bytes, to get what only the verifier can make. */
    static VerifiedBody signed(byte[] body) {
        SigningKey key = new SigningKey("5c1e6a2f-0b7d-4e39-9a84-d3f2b1c07e55");
        return verified(new WebhookVerifier(List.of(key)).verify(List.of(key.sign(body)), body));
    }

    VerifiedBody verified() {
        return verified(new WebhookVerifier(List.of(key)).verify(signatures, body));
    }

    private static VerifiedBody verified(Verification<VerifiedBody> verification) {
        return switch (verification) {
            case Verification.Verified<VerifiedBody>(VerifiedBody proof) -> proof;
            case Verification.Refused<VerifiedBody>(Refusal reason) ->
                    throw new AssertionError("refused: " + reason);
        };
    }

    private static Capture read(Path file) {
        JsonNode json = new JsonMapper().readTree(file);
        List<String> signatures =
                json.get("headers")
                        .valueStream()
                        .filter(h -> h.get(0).asString().equalsIgnoreCase("x-nango-hmac-sha256"))
                        .map(h -> h.get(1).asString())
                        .toList();
        return new Capture(
                json.get("name").asString(),
                signatures,
                Base64.getDecoder().decode(json.get("body_base64").asString()),
                new SigningKey(json.get("signing_key").asString()));
    }

    @Override
    public String toString() {
        return name;
    }
}

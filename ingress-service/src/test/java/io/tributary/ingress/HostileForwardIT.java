package io.tributary.ingress;

import static org.assertj.core.api.Assertions.assertThat;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;

import io.tributary.backing.BackingServices;
import io.tributary.ingress.support.Ingress;
import io.tributary.ingress.support.Posted;
import io.tributary.ingress.support.Posted.Framing;
import io.tributary.ingress.support.RawHttp.Response;
import io.tributary.ingress.support.Written;

import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

import java.security.MessageDigest;
import java.util.HexFormat;
import java.util.List;
import java.util.Random;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * What a third party can put into a forward, or Nango does with it. Each 4xx or 5xx would be a lost
 * webhook and a step towards Nango's circuit.
 */
class HostileForwardIT {

    private static final int MIB = 1024 * 1024;

    private static final String JSON = "application/json";
    private static final String BYTES = "application/octet-stream";
    private static final String UNKNOWN = "nango.webhook.unknown";

    private record Row(String name, Posted posted, String type, String contentType) {
        @Override
        public String toString() {
            return name;
        }
    }

    private final Ingress ingress = Ingress.shared();
    private Written written;

    static List<Row> rows() {
        return List.of(
                framed("chunked together with Content-Length", Framing.CHUNKED_WITH_LENGTH),
                framed("chunked", Framing.CHUNKED),
                headers("Expect: 100-continue", "Expect: 100-continue\r\n"),
                headers("Expect: foo", "Expect: foo\r\n"),
                headers("a 9 kB header", "x-long: " + "a".repeat(9_000) + "\r\n"),
                headers("60 kB of headers", "x-long: " + "a".repeat(60_000) + "\r\n"),
                headers("110 headers", many(110)),
                headers("1 000 headers", many(1_000)),
                headers("a control character in a header", "x-evil: a\u0001b\u0000c\u001b\r\n"),
                headers("a control character alone", "x-evil: \u0007\r\n"),
                headers("a form feed in a header", "x-evil: a\u000bb\u000cc\r\n"),
                headers("a carriage return in a header", "x-evil: a\rb\r\n"),
                headers("DEL and Latin 1 in a header", "x-evil: \u007f\u00ff\u0080\r\n"),
                headers("an illegal header name", "x evil\u0001\u00e9: a\r\n"),
                headers("a folded header", "x-evil: a\r\n b\r\n"),
                headers("Accept: image/png", "Accept: image/png\r\n"),
                headers("garbage Accept", "Accept: ;;/,q=\u0001\r\n"),
                headers("garbage Content-Type", "Content-Type: ;/;garbage=\u0001\r\n"),
                headers("form Content-Type", "Content-Type: application/x-www-form-urlencoded\r\n"),
                headers("multipart Content-Type", "Content-Type: multipart/form-data\r\n"),
                headers("Content-Encoding: gzip", "Content-Encoding: gzip\r\n"),
                headers("garbage cookies", "Cookie: ;=;\u0001=\r\n"),
                headers(
                        "an upgrade",
                        "Upgrade: h2c, websocket\r\nHTTP2-Settings: AAMAAABk\r\n"
                                + "Sec-WebSocket-Key: a\r\n"),
                headers("Origin", "Origin: http://evil\r\nAccess-Control-Request-Method: PUT\r\n"),
                headers("conditions", "If-None-Match: *\r\nIf-Match: \"x\"\r\nRange: bytes=-\r\n"),
                headers("another method by header", "X-HTTP-Method-Override: DELETE\r\n"),
                headers(
                        "forged forwarding headers",
                        "Forwarded: for=\";host=a b\r\nX-Forwarded-For: ;;\r\n"
                                + "X-Forwarded-Host: a b\r\nX-Forwarded-Port: abc\r\n"
                                + "X-Forwarded-Proto: \u0001\r\nX-Forwarded-Prefix: /../x\r\n"),
                headers(
                        "garbage trace headers",
                        "traceparent: 00-zz\r\ntracestate: \u0001=\r\nbaggage: ;;=\r\nb3: x\r\n"),
                body("empty body", "", BYTES),
                body("null", "null", JSON),
                body("an array", "[{\"type\":\"auth\"}]", JSON),
                body("a string", "\"auth\"", JSON),
                body("not JSON", "type=auth&from=nango", BYTES),
                body("two values", "{} {}", BYTES),
                body("text after the value", "{}x", BYTES),
                bytes("wrong UTF-8", new byte[] {'"', (byte) 0xc3, '(', (byte) 0xff, '"'}, BYTES),
                bytes(
                        "UTF-16",
                        "{\"type\":\"auth\"}".getBytes(java.nio.charset.StandardCharsets.UTF_16),
                        BYTES),
                body("a lone surrogate", "{\"a\":\"\\ud800\"}", JSON),
                body("an escaped NUL", "{\"a\":\"\\u0000\",\"\\u0000\":1}", JSON),
                bytes("a raw NUL", new byte[] {0, 0, 0}, BYTES),
                body("1 MB of nesting", "[".repeat(MIB), BYTES),
                body("1 MB of closed nesting", "[".repeat(MIB / 2) + "]".repeat(MIB / 2), BYTES),
                body("9 MB of text", "{\"a\":\"" + "x".repeat(9_000_000) + "\"}", JSON),
                bytes("9 MB that do not compress", random(9_000_000), BYTES),
                bytes("10 MiB to the byte", random(10 * MIB), BYTES),
                body("a number of 1 MB", "9".repeat(MIB), JSON),
                body(
                        "an auth look-alike with an id against the grammar",
                        auth("creation", "caf\u00e9"),
                        JSON),
                body("an auth look-alike with a blank id", auth("creation", " "), JSON),
                body("an auth look-alike with a long id", auth("creation", "a".repeat(256)), JSON),
                body(
                        "an auth look-alike without an id",
                        "{\"type\":\"auth\",\"from\":\"nango\",\"operation\":\"creation\"}",
                        JSON),
                body(
                        "an auth look-alike of another sender",
                        auth("creation", "a").replace("nango", "github"),
                        JSON),
                body(
                        "an auth body over 1 MiB",
                        auth("creation", "a").replace("{", "{\"x\":\"" + "y".repeat(MIB) + "\","),
                        JSON));
    }

    @BeforeEach
    void watch() {
        written = new Written(BackingServices.kafka().bootstrapServers());
    }

    @AfterEach
    void close() {
        written.close();
    }

    @ParameterizedTest
    @MethodSource("rows")
    void isTakenWithUnchangedBytes(Row row) throws Exception {
        // when
        Response response = row.posted().post(ingress.port());

        // then
        assertThat(response.status()).isEqualTo(202);
        List<ConsumerRecord<byte[], byte[]>> records = written.records();
        assertThat(records).hasSize(1);
        ConsumerRecord<byte[], byte[]> record = records.getFirst();
        assertThat(record.value()).isEqualTo(row.posted().body());
        assertThat(record.topic()).isEqualTo("nango.deliveries");
        assertThat(Written.header(record, "ce_type")).isEqualTo(row.type());
        assertThat(Written.header(record, "content-type")).isEqualTo(row.contentType());
    }

    static List<Framing> framings() {
        return List.of(Framing.values());
    }

    @ParameterizedTest
    @MethodSource("framings")
    void anOversizedBodyLeavesSizeAndHash(Framing framing) throws Exception {
        // given
        byte[] body = random(12_000_000);

        // when
        Response response = Posted.of(body).framed(framing).post(ingress.port());

        // then
        assertThat(response.status()).isEqualTo(202);
        List<ConsumerRecord<byte[], byte[]>> records = written.records();
        assertThat(records).hasSize(1);
        ConsumerRecord<byte[], byte[]> record = records.getFirst();
        String sha256 = HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(body));
        JsonNode value = JsonMapper.shared().readTree(record.value());
        assertThat(record.topic()).isEqualTo("nango.deliveries");
        assertThat(record.key()).isNull();
        assertThat(Written.header(record, "ce_type")).isEqualTo("nango.webhook.oversized");
        assertThat(Written.header(record, "ce_dataschema"))
                .isEqualTo("urn:tributary:schema:webhook-oversized:1");
        assertThat(Written.header(record, "ce_nangobodysha256")).isEqualTo(sha256);
        assertThat(value.get("size").asLong()).isEqualTo(body.length);
        assertThat(value.get("sha256").asString()).isEqualTo(sha256);
    }

    private static Row framed(String name, Framing framing) {
        return new Row(name, Posted.of(envelope()).framed(framing), "nango.webhook.forward", JSON);
    }

    private static Row headers(String name, String lines) {
        return new Row(name, Posted.of(envelope()).with(lines), "nango.webhook.forward", JSON);
    }

    private static Row body(String name, String body, String contentType) {
        return bytes(name, body.getBytes(UTF_8), contentType);
    }

    private static Row bytes(String name, byte[] body, String contentType) {
        return new Row(name, Posted.of(body), UNKNOWN, contentType);
    }

    private static byte[] envelope() {
        return ("{\"connectionId\":\"c\",\"from\":\"unauthenticated\",\"payload\":{\"a\":1.0},"
                        + "\"providerConfigKey\":\"unauth\",\"type\":\"forward\"}")
                .getBytes(ISO_8859_1);
    }

    private static String auth(String operation, String connectionId) {
        return "{\"connectionId\":\"%s\",\"from\":\"nango\",\"operation\":\"%s\",\"providerConfigKey\":\"p\",\"success\":true,\"type\":\"auth\"}"
                .formatted(connectionId, operation);
    }

    private static String many(int count) {
        return IntStream.range(0, count)
                .mapToObj(i -> "x-" + i + ": v\r\n")
                .collect(Collectors.joining());
    }

    private static byte[] random(int size) {
        byte[] bytes = new byte[size];
        new Random(size).nextBytes(bytes);
        return bytes;
    }
}

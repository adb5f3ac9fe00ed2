package io.tributary.nango.webhook;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_16BE;
import static java.nio.charset.StandardCharsets.UTF_16LE;
import static java.nio.charset.StandardCharsets.UTF_8;

import io.tributary.nango.webhook.Webhook.AsyncAction;
import io.tributary.nango.webhook.Webhook.Auth;
import io.tributary.nango.webhook.Webhook.Forward;
import io.tributary.nango.webhook.Webhook.Sync;
import io.tributary.nango.webhook.Webhook.Unknown;

import org.assertj.core.api.Assertions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

import java.time.Duration;
import java.util.Map;
import java.util.Random;
import java.util.stream.Stream;

class WebhookLookTest {

    private static final String AUTH =
            "{\"connectionId\":\"c-1\",\"from\":\"nango\",\"operation\":\"creation\","
                    + "\"providerConfigKey\":\"i-1\",\"success\":true,\"type\":\"auth\"}";

    private static final Map<String, String> KINDS =
            Map.of("async", "AsyncAction", "auth", "Auth", "forward", "Forward", "sync", "Sync");

    @ParameterizedTest
    @MethodSource("io.tributary.nango.webhook.Capture#all")
    void tellsTheKindOfARealDelivery(Capture capture) {
        String expected =
                capture.name().equals("forward-unattributed-object")
                        ? "Unknown"
                        : KINDS.get(capture.name().substring(0, capture.name().indexOf('-')));

        Webhook webhook = WebhookLook.at(capture.verified());

        assertThat(webhook.getClass().getSimpleName()).isEqualTo(expected);
    }

    @Test
    void readsTheIdsOfRealDeliveries() {
        assertThat(lookAt("auth-creation-imported"))
                .isEqualTo(new Auth("creation", "local-api-key", "imp-1"));
        assertThat(lookAt("auth-refresh-failed-first"))
                .isEqualTo(new Auth("refresh", "local-oauth2", "exp-1"));
        assertThat(lookAt("sync-failed")).isEqualTo(new Sync("unauth-sync", "sy-1"));
        assertThat(lookAt("forward-with-trace-headers"))
                .isEqualTo(new Forward("unauthenticated", "unauth", "dd-1"));
        assertThat(lookAt("async-action")).isEqualTo(new AsyncAction("unauth-sync", "sy-1"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"creation", "override", "refresh", "deletion", "a_new_one"})
    void takesAnyOperationThatCouldBeOne(String operation) {
        assertThat(look(AUTH.replace("creation", operation)))
                .isEqualTo(new Auth(operation, "i-1", "c-1"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "Creation", "a.b", "creation ", "a-b", "1", "créé", "\\u0000"})
    void takesNoOperationThatCouldNot(String operation) {
        assertThat(look(AUTH.replace("creation", operation))).isEqualTo(new Unknown());
    }

    @Test
    void takesIdsOfNangosWholeGrammar() {
        String id = "a/b;c,d.e:f=g+h~[i]|@${j}\\\"'\\\\_ -";

        Webhook webhook = look(AUTH.replace("c-1", id).replace("i-1", "~k:.@ _-"));

        assertThat(webhook)
                .isEqualTo(new Auth("creation", "~k:.@ _-", "a/b;c,d.e:f=g+h~[i]|@${j}\"'\\_ -"));
    }

    static Stream<Arguments> nothingThatNangoWrites() {
        return Stream.of(
                arguments("empty", ""),
                arguments("white space", " \n"),
                arguments("null", "null"),
                arguments("number", "1"),
                arguments("string", "\"type\""),
                arguments("array", "[" + AUTH + "]"),
                arguments("not JSON", "<xml/>"),
                arguments("form", "type=auth&from=nango"),
                arguments("broken off", AUTH.substring(0, AUTH.length() - 1)),
                arguments("text after it", AUTH + "x"),
                arguments("two objects", AUTH + AUTH),
                arguments("empty object", "{}"),
                arguments("byte order mark", "\ufeff" + AUTH),
                arguments("other type", AUTH.replace("\"auth\"", "\"AUTH\"")),
                arguments("type not a string", AUTH.replace("\"auth\"", "1")),
                arguments("type an object", AUTH.replace("\"auth\"", "{\"type\":\"auth\"}")),
                arguments("from another", AUTH.replace("\"nango\"", "\"hubspot\"")),
                arguments("from missing", AUTH.replace("\"from\":\"nango\",", "")),
                arguments("operation null", AUTH.replace("\"creation\"", "null")),
                arguments("operation array", AUTH.replace("\"creation\"", "[\"creation\"]")),
                arguments("operation missing", AUTH.replace("operation", "operations")),
                arguments("long operation", AUTH.replace("creation", "x".repeat(65))),
                arguments("connection id missing", AUTH.replace("connectionId", "connection")),
                arguments("connection id empty", AUTH.replace("c-1", "")),
                arguments("connection id a number", AUTH.replace("\"c-1\"", "17")),
                arguments("connection id too long", AUTH.replace("c-1", "c".repeat(256))),
                arguments("connection id of others", AUTH.replace("c-1", "c#1")),
                arguments("connection id with NUL", AUTH.replace("c-1", "c\\u0000")),
                arguments("connection id with line feed", AUTH.replace("c-1", "c-1\\n")),
                arguments("connection id a surrogate", AUTH.replace("c-1", "\\ud800")),
                arguments("integration with slash", AUTH.replace("i-1", "i/1")),
                arguments("integration not ASCII", AUTH.replace("i-1", "ï")),
                arguments("integration too long", AUTH.replace("i-1", "i".repeat(256))),
                arguments("type twice", "{\"type\":\"auth\"," + AUTH.substring(1)),
                arguments("type twice, once escaped", "{\"\\u0074ype\":1," + AUTH.substring(1)),
                arguments("id twice", AUTH.replace("}", ",\"connectionId\":\"victim\"}")),
                arguments("id twice, once null", AUTH.replace("}", ",\"connectionId\":null}")),
                arguments("members one level down", "{\"payload\":" + AUTH + "}"),
                arguments("bare third party", "{\"type\":\"sync\",\"connectionId\":\"c-1\"}"),
                arguments("deep array", "[".repeat(1_000_000)),
                arguments("deep object", "{\"a\":".repeat(200_000)),
                arguments("deep inside", AUTH.replace("true", "[".repeat(1_000_000))),
                arguments(
                        "deep and whole",
                        AUTH.replace("true", "[".repeat(5_000) + "]".repeat(5_000))));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("nothingThatNangoWrites")
    void doesNotKnowWhatNangoDoesNotWrite(String what, String body) {
        assertThat(look(body)).as(what).isEqualTo(new Unknown());
    }

    static Stream<Arguments> othersBytes() {
        return Stream.of(
                arguments("Latin-1", AUTH.replace("true", "\"é\"").getBytes(ISO_8859_1)),
                arguments("UTF-16BE", AUTH.getBytes(UTF_16BE)),
                arguments("UTF-16LE", AUTH.getBytes(UTF_16LE)),
                arguments("overlong", bytes(AUTH, 0xC0, 0x80)),
                arguments("surrogate as bytes", bytes(AUTH, 0xED, 0xA0, 0x80)),
                arguments("NUL bytes", new byte[1024]),
                arguments("lone continuation", bytes(AUTH, 0x80)));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("othersBytes")
    void doesNotKnowWhatIsNotUtf8(String what, byte[] body) {
        assertThat(WebhookLook.at(Capture.signed(body))).as(what).isEqualTo(new Unknown());
    }

    static Stream<Arguments> strangeButNangos() {
        return Stream.of(
                arguments("lone surrogate escaped", AUTH.replace("true", "\"\\ud800\"")),
                arguments("NUL escaped", AUTH.replace("true", "\"\\u0000\"")),
                arguments("number of 5000 digits", AUTH.replace("true", "9".repeat(5_000))),
                arguments("huge exponent", AUTH.replace("true", "1e999999999")),
                arguments("long name", AUTH.replace("success", "s".repeat(100_000))),
                arguments("other member twice", AUTH.replace("}", ",\"success\":1}")),
                arguments("unknown members", AUTH.replace("}", ",\"new\":{\"type\":[1]}}")),
                arguments("white space", " \n" + AUTH.replace(",", " ,\t\r\n") + "\n"),
                arguments("nested", AUTH.replace("true", "[".repeat(900) + "]".repeat(900))));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("strangeButNangos")
    void isNotDisturbedByOtherMembers(String what, String body) {
        assertThat(look(body)).as(what).isEqualTo(new Auth("creation", "i-1", "c-1"));
    }

    @Test
    @Timeout(60)
    void looksAtTenMegabytesOfTextInNoTime() {
        VerifiedBody body =
                Capture.signed(
                        AUTH.replace("true", "\"" + "é".repeat(5_000_000) + "\"").getBytes(UTF_8));
        long start = System.nanoTime();

        Webhook webhook = WebhookLook.at(body);

        assertThat(webhook).isInstanceOf(Auth.class);
        assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(Duration.ofSeconds(10));
    }

    @Test
    @Timeout(60)
    void looksAtAMillionMembersInNoTime() {
        StringBuilder members = new StringBuilder("{");
        for (int i = 0; i < 1_000_000; i++) {
            members.append("\"m").append(i).append("\":0,");
        }

        Webhook webhook = look(members + AUTH.substring(1));

        assertThat(webhook).isInstanceOf(Auth.class);
    }

    @Test
    void neverThrowsWhateverTheBytes() {
        Random random = new Random(4711);
        byte[] original = AUTH.getBytes(UTF_8);

        for (int round = 0; round < 20_000; round++) {
            byte[] body = original.clone();
            for (int change = random.nextInt(1, 6); change > 0; change--) {
                body[random.nextInt(body.length)] = (byte) random.nextInt(256);
            }
            VerifiedBody verified = Capture.signed(body);
            Assertions.assertThatCode(() -> WebhookLook.at(verified)).doesNotThrowAnyException();
            Assertions.assertThatCode(() -> AuthWebhook.parse(body)).doesNotThrowAnyException();
        }
    }

    @Test
    void leavesTheBytesAlone() {
        byte[] body = AUTH.getBytes(UTF_8);

        WebhookLook.at(Capture.signed(body));

        assertThat(body).isEqualTo(AUTH.getBytes(UTF_8));
    }

    private static byte[] bytes(String json, int... inside) {
        StringBuilder latin = new StringBuilder();
        for (int b : inside) {
            latin.append((char) b);
        }
        return json.replace("true", "\"" + latin + "\"").getBytes(ISO_8859_1);
    }

    private static Webhook lookAt(String capture) {
        return WebhookLook.at(Capture.named(capture).verified());
    }

    private static Webhook look(String body) {
        return WebhookLook.at(Capture.signed(body.getBytes(UTF_8)));
    }
}

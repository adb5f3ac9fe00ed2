package io.tributary.nango.webhook;

import static org.assertj.core.api.Assertions.assertThat;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;

import io.tributary.nango.webhook.AuthReading.Readable;
import io.tributary.nango.webhook.AuthReading.Unreadable;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

import java.util.Map;

class AuthWebhookTest {

    private static final String AUTH =
            "{\"connectionId\":\"c-1\",\"from\":\"nango\",\"operation\":\"creation\","
                    + "\"providerConfigKey\":\"i-1\",\"success\":true,\"type\":\"auth\"}";

    @ParameterizedTest
    @MethodSource("io.tributary.nango.webhook.Capture#all")
    void readsExactlyTheRealDeliveriesThatLookLikeAuth(Capture capture) {
        boolean looksLikeAuth = WebhookLook.at(capture.verified()) instanceof Webhook.Auth;

        AuthReading reading = AuthWebhook.parse(capture.body());

        assertThat(reading instanceof Readable).isEqualTo(looksLikeAuth);
    }

    @Test
    void readsACreation() {
        AuthWebhook webhook = read("auth-creation-oauth2");

        assertThat(webhook.knownOperation()).isEqualTo(AuthOperation.CREATION);
        assertThat(webhook.success()).isTrue();
        assertThat(webhook.providerConfigKey()).isEqualTo("local-oauth2");
        assertThat(webhook.connectionId()).isEqualTo("0ae693c5-e248-42d4-845c-b93c08a9c944");
        assertThat(webhook.provider()).isEqualTo("local-oauth2");
        assertThat(webhook.environment()).isEqualTo("dev");
        assertThat(webhook.authMode()).isEqualTo("OAUTH2");
        assertThat(webhook.tags()).hasSize(7).containsEntry("projectid", "123");
        assertThat(webhook.error()).isNull();
        assertThat(webhook.endUser())
                .isEqualTo(
                        new AuthWebhook.EndUser(
                                "user-1", "a@example.com", "org-1", Map.of("plan", "pro")));
    }

    @Test
    void readsAFailedCreation() {
        AuthWebhook webhook = read("auth-creation-failed-token");

        assertThat(webhook.success()).isFalse();
        assertThat(webhook.tags()).isNull();
        assertThat(webhook.endUser()).isNull();
        assertThat(webhook.error().type()).isEqualTo("unknown");
        assertThat(webhook.error().description()).contains("Token has been revoked");
    }

    @Test
    void readsTagsThatWereWipedAsNone() {
        AuthWebhook webhook = read("auth-override-tags-wiped");

        assertThat(webhook.knownOperation()).isEqualTo(AuthOperation.OVERRIDE);
        assertThat(webhook.tags()).isEmpty();
    }

    @Test
    void readsAnEndUserWithoutOrganisation() {
        AuthWebhook webhook = read("auth-override-end-user");

        assertThat(webhook.endUser().organizationId()).isNull();
        assertThat(webhook.endUser().tags()).isEmpty();
    }

    @Test
    void hidesWhatAProviderSaid() {
        AuthWebhook webhook = read("auth-creation-failed-token");

        assertThat(webhook.toString()).contains("type=unknown").doesNotContain("revoked");
    }

    @Test
    void readsAnOperationThatIsNew() {
        AuthWebhook webhook = read(AUTH.replace("creation", "a_new_one").getBytes(UTF_8));

        assertThat(webhook.knownOperation()).isEqualTo(AuthOperation.UNKNOWN);
        assertThat(webhook.operation()).isEqualTo("a_new_one");
    }

    @Test
    void readsOptionalMembersOfAWrongTypeAsAbsent() {
        String odd =
                AUTH.replace(
                        "}",
                        ",\"tags\":[1],\"endUser\":\"x\",\"error\":7,\"provider\":{},\"authMode\":1}");

        AuthWebhook webhook = read(odd.getBytes(UTF_8));

        assertThat(webhook)
                .isEqualTo(
                        new AuthWebhook(
                                "creation",
                                true,
                                "i-1",
                                "c-1",
                                null,
                                null,
                                null,
                                null,
                                null,
                                null));
    }

    @Test
    void keepsOnlyTagsThatAreTexts() {
        String odd = AUTH.replace("}", ",\"tags\":{\"a\":\"1\",\"b\":2,\"c\":null,\"d\":{}}}");

        AuthWebhook webhook = read(odd.getBytes(UTF_8));

        assertThat(webhook.tags()).isEqualTo(Map.of("a", "1"));
    }

    @Test
    void keepsLoneSurrogatesAndNulOfTags() {
        String odd = AUTH.replace("}", ",\"tags\":{\"a\":\"\\ud800\\u0000\"}}");

        AuthWebhook webhook = read(odd.getBytes(UTF_8));

        assertThat(webhook.tags()).isEqualTo(Map.of("a", "\ud800\0"));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "true|\"yes\"|success",
                "\"auth\"|\"sync\"|type",
                "\"nango\"|\"hubspot\"|from",
                "\"creation\"|null|operation",
                "\"i-1\"|\"i/1\"|providerConfigKey",
                "\"c-1\"|\"\"|connectionId",
                "\"c-1\"|\"c-1\",\"connectionId\":\"c-2\"|not one JSON value",
                "\"auth\"}|\"auth\"}{|not one JSON value"
            })
    void namesTheRuleThatABodyBreaks(String original, String changed, String rule) {
        byte[] body = AUTH.replace(original, changed).getBytes(UTF_8);

        AuthReading reading = AuthWebhook.parse(body);

        assertThat(reading).isInstanceOf(Unreadable.class);
        assertThat(((Unreadable) reading).reason()).contains(rule);
    }

    @ParameterizedTest
    @MethodSource("io.tributary.nango.webhook.WebhookLookTest#nothingThatNangoWrites")
    void neverThrows(String what, String body) {
        AuthReading reading = AuthWebhook.parse(body.getBytes(UTF_8));

        assertThat(reading).as(what).isNotNull();
    }

    @Test
    void refusesWrongUtf8AndEndlessNumbers() {
        byte[] latin = AUTH.replace("true", "true,\"x\":\"é\"").getBytes(ISO_8859_1);
        byte[] number = AUTH.replace("true", "true,\"x\":" + "9".repeat(900_000)).getBytes(UTF_8);

        assertThat(AuthWebhook.parse(latin)).isInstanceOf(Unreadable.class);
        assertThat(AuthWebhook.parse(number)).isInstanceOf(Unreadable.class);
    }

    private static AuthWebhook read(String capture) {
        return read(Capture.named(capture).body());
    }

    private static AuthWebhook read(byte[] body) {
        return ((Readable) AuthWebhook.parse(body)).webhook();
    }
}

package io.tributary.nango.webhook;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.tributary.nango.webhook.Verification.Refused;
import io.tributary.nango.webhook.Verification.Verified;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;

class WebhookVerifierTest {

    private static final SigningKey KEY = new SigningKey("5c1e6a2f-0b7d-4e39-9a84-d3f2b1c07e55");
    private static final SigningKey OTHER = new SigningKey("00000000-0000-4000-8000-000000000000");
    private static final byte[] BODY =
            """
            {"authMode":"OAUTH2","connectionId":"c0ffee00-1111-4222-8333-444455556666",\
            "environment":"staging","from":"nango","operation":"creation","provider":"hubspot",\
            "providerConfigKey":"hubspot-eu","success":true,\
            "tags":{"end_user_id":"cust-77","plan":"été"},"type":"auth"}\
            """
                    .getBytes(UTF_8);
    private static final String SIGNATURE =
            "6db5a5fbd33b1775e008f72153f04384692ca1798db86fc1d497c63f3f78082d";

    @Test
    void acceptsThePublishedVector() {
        // given
        WebhookVerifier verifier = new WebhookVerifier(List.of(KEY));

        // when
        Verification<VerifiedBody> verification = verifier.verify(List.of(SIGNATURE), BODY);

        // then
        assertThat(BODY).hasSize(268);
        VerifiedBody proof = ((Verified<VerifiedBody>) verification).proof();
        assertThat(proof.bytes()).isSameAs(BODY);
        assertThat(proof.keyFingerprint()).isEqualTo(KEY.fingerprint());
        assertThat(proof.sha256()).isEqualTo(Sha256.hex(BODY)).hasSize(64);
        assertThat(KEY.sign(BODY)).isEqualTo(SIGNATURE);
    }

    @ParameterizedTest
    @MethodSource("io.tributary.nango.webhook.Capture#all")
    void acceptsARealDelivery(Capture capture) {
        WebhookVerifier verifier = new WebhookVerifier(List.of(OTHER, capture.key(), KEY));

        Verification<VerifiedBody> verification =
                verifier.verify(capture.signatures(), capture.body());

        assertThat(((Verified<VerifiedBody>) verification).proof().keyFingerprint())
                .isEqualTo(capture.key().fingerprint());
    }

    @ParameterizedTest
    @MethodSource("io.tributary.nango.webhook.Capture#all")
    void acceptsUpperCaseHex(Capture capture) {
        String upper = capture.signatures().getFirst().toUpperCase(Locale.ROOT);

        Verification<VerifiedBody> verification =
                new WebhookVerifier(List.of(capture.key())).verify(List.of(upper), capture.body());

        assertThat(verification).isInstanceOf(Verified.class);
    }

    @ParameterizedTest
    @MethodSource("io.tributary.nango.webhook.Capture#all")
    void refusesARealDeliveryWithAnyByteChanged(Capture capture) {
        WebhookVerifier verifier = new WebhookVerifier(List.of(capture.key()));

        for (int i = 0; i < capture.body().length; i++) {
            byte[] changed = capture.body().clone();
            changed[i] ^= 1;
            assertRefused(verifier.verify(capture.signatures(), changed), Refusal.NO_KEY_MATCHES);
        }
    }

    @ParameterizedTest
    @MethodSource("io.tributary.nango.webhook.Capture#all")
    void refusesARealDeliveryWithAnyHexDigitChanged(Capture capture) {
        WebhookVerifier verifier = new WebhookVerifier(List.of(capture.key()));

        for (int i = 0; i < 64; i++) {
            StringBuilder changed = new StringBuilder(capture.signatures().getFirst());
            changed.setCharAt(i, changed.charAt(i) == '0' ? '1' : '0');
            assertRefused(
                    verifier.verify(List.of(changed.toString()), capture.body()),
                    Refusal.NO_KEY_MATCHES);
        }
    }

    @ParameterizedTest
    @MethodSource("io.tributary.nango.webhook.Capture#all")
    void refusesARealDeliveryUnderAnotherKey(Capture capture) {
        Verification<VerifiedBody> verification =
                new WebhookVerifier(List.of(OTHER, KEY))
                        .verify(capture.signatures(), capture.body());

        assertRefused(verification, Refusal.NO_KEY_MATCHES);
    }

    @Test
    void refusesWithoutSignature() {
        assertRefused(new WebhookVerifier(List.of(KEY)).verify(List.of(), BODY), Refusal.MISSING);
    }

    @Test
    void refusesTwoSignaturesEvenIfBothAreRight() {
        assertRefused(
                new WebhookVerifier(List.of(KEY)).verify(List.of(SIGNATURE, SIGNATURE), BODY),
                Refusal.REPEATED);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "6d",
                "6db5a5fbd33b1775e008f72153f04384692ca1798db86fc1d497c63f3f78082",
                "6db5a5fbd33b1775e008f72153f04384692ca1798db86fc1d497c63f3f78082d0",
                " 6db5a5fbd33b1775e008f72153f04384692ca1798db86fc1d497c63f3f78082d",
                "sha256=6db5a5fbd33b1775e008f72153f04384692ca1798db86fc1d497c63f3f",
                "gdb5a5fbd33b1775e008f72153f04384692ca1798db86fc1d497c63f3f78082d",
                // digits to Character.digit, but not to HTTP
                "\uff16db5a5fbd33b1775e008f72153f04384692ca1798db86fc1d497c63f3f78082d"
            })
    void refusesWhatIsNotSixtyFourHexDigits(String value) {
        assertRefused(
                new WebhookVerifier(List.of(KEY)).verify(List.of(value), BODY), Refusal.MALFORMED);
    }

    @Test
    void acceptsAnEmptyBody() {
        Verification<VerifiedBody> verification =
                new WebhookVerifier(List.of(KEY))
                        .verify(List.of(KEY.sign(new byte[0])), new byte[0]);

        assertThat(verification).isInstanceOf(Verified.class);
    }

    @Test
    void needsAKey() {
        assertThatThrownBy(() -> new WebhookVerifier(List.of()))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("at least one signing key");
    }

    @Test
    void verifiesABodyThatIsNeverHeldWhole() {
        // given
        byte[] piece = new byte[64 * 1024];
        Arrays.fill(piece, (byte) 'x');
        byte[] whole = new byte[piece.length * 200 + 7];
        Arrays.fill(whole, (byte) 'x');
        StreamingVerifier check =
                new WebhookVerifier(List.of(OTHER, KEY)).begin(List.of(KEY.sign(whole)));
        for (int i = 0; i < 200; i++) {
            check.update(piece, 0, piece.length);
        }
        check.update(piece, 11, 7);

        // when
        Verification<VerifiedDigest> verification = check.finish();

        // then
        VerifiedDigest proof = ((Verified<VerifiedDigest>) verification).proof();
        assertThat(proof.size()).isEqualTo(whole.length);
        assertThat(proof.sha256()).isEqualTo(Sha256.hex(whole));
        assertThat(proof.keyFingerprint()).isEqualTo(KEY.fingerprint());
    }

    @Test
    void refusesAStreamOfWhichOneByteDiffers() {
        StreamingVerifier check = new WebhookVerifier(List.of(KEY)).begin(List.of(SIGNATURE));
        check.update(BODY, 0, 100);
        check.update(new byte[] {1}, 0, 1);
        check.update(BODY, 101, BODY.length - 101);

        Verification<VerifiedDigest> verification = check.finish();

        assertThat(verification).isEqualTo(new Refused<>(Refusal.NO_KEY_MATCHES));
    }

    @Test
    void saysBeforeTheFirstByteThatASignatureIsUseless() {
        WebhookVerifier verifier = new WebhookVerifier(List.of(KEY));

        assertThat(verifier.begin(List.of()).refusal()).contains(Refusal.MISSING);
        assertThat(verifier.begin(List.of("a", "b")).refusal()).contains(Refusal.REPEATED);
        assertThat(verifier.begin(List.of("a")).refusal()).contains(Refusal.MALFORMED);
        assertThat(verifier.begin(List.of(SIGNATURE)).refusal()).isEmpty();
    }

    @Test
    void judgesAStreamOnce() {
        StreamingVerifier check = new WebhookVerifier(List.of(KEY)).begin(List.of(SIGNATURE));
        check.finish();

        assertThatThrownBy(check::finish).isInstanceOf(IllegalStateException.class);
        assertThatThrownBy(() -> check.update(BODY, 0, 1))
                .isInstanceOf(IllegalStateException.class);
    }

    private static void assertRefused(Verification<VerifiedBody> verification, Refusal reason) {
        assertThat(verification).isEqualTo(new Refused<VerifiedBody>(reason));
    }
}

package io.tributary.benchmarks.ingress;

import static org.assertj.core.api.Assertions.assertThat;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;

import io.tributary.nango.webhook.SigningKey;
import io.tributary.nango.webhook.Verification.Verified;
import io.tributary.nango.webhook.VerifiedBody;
import io.tributary.nango.webhook.Webhook;
import io.tributary.nango.webhook.Webhook.Attributed;
import io.tributary.nango.webhook.Webhook.Auth;
import io.tributary.nango.webhook.Webhook.Forward;
import io.tributary.nango.webhook.Webhook.Sync;
import io.tributary.nango.webhook.WebhookLook;
import io.tributary.nango.webhook.WebhookVerifier;

import org.junit.jupiter.api.Test;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

class MixTest {

    private static final int MANY = 5_000;
    private static final WebhookVerifier VERIFIER =
            new WebhookVerifier(List.of(new SigningKey(Mix.KEY)));

    private final Mix mix = mix();
    private final List<Webhook> auth = new ArrayList<>();
    private final List<Webhook> sync = new ArrayList<>();
    private final List<Integer> forwards = new ArrayList<>();
    private final Set<String> connections = new HashSet<>();

    private static Mix mix() {
        try {
            return new Mix(Path.of(".."), Server.PATH, 1);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** As the ingress would look at it. */
    private void look(byte[] wire) {
        String text = new String(wire, ISO_8859_1);
        int end = text.indexOf("\r\n\r\n") + 4;
        String head = text.substring(0, end);
        byte[] body = text.substring(end).getBytes(ISO_8859_1);
        assertThat(head).contains("\r\nContent-Length: " + body.length + "\r\n");
        String signature = head.replaceAll("(?s).*X-Nango-Hmac-Sha256: (\\w+)\r\n.*", "$1");
        assertThat(VERIFIER.verify(List.of(signature), body))
                .as(new String(body, UTF_8))
                .isInstanceOfSatisfying(
                        Verified.class,
                        verified ->
                                sort(WebhookLook.at((VerifiedBody) verified.proof()), body.length));
    }

    private void sort(Webhook webhook, int size) {
        switch (webhook) {
            case Auth it -> auth.add(it);
            case Sync it -> sync.add(it);
            case Forward _ -> forwards.add(size);
            default -> throw new AssertionError(webhook + " does not belong here");
        }
        connections.add(((Attributed) webhook).connectionId());
    }

    @Test
    void everyDeliveryIsSignedAndLikeNoOtherAndTheMixIsAsSaid() {
        // when
        for (int i = 0; i < MANY; i++) {
            look(mix.next(0));
        }

        // then
        assertThat(connections).hasSize(MANY);
        assertThat(auth.size() / (double) MANY).isBetween(0.57, 0.63);
        assertThat(sync.size() / (double) MANY).isBetween(0.27, 0.33);
        assertThat(forwards).allSatisfy(size -> assertThat(size).isBetween(800, 101_000));
        assertThat(
                        forwards.stream().filter(size -> size < 10_000).count()
                                / (double) forwards.size())
                .isBetween(0.4, 0.6);
        assertThat(mix.inbox()).isEqualTo(auth.size());
        assertThat(mix.all()).isEqualTo(MANY);
    }
}

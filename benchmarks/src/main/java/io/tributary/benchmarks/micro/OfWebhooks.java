package io.tributary.benchmarks.micro;

import io.tributary.benchmarks.load.Capture;
import io.tributary.nango.webhook.SigningKey;
import io.tributary.nango.webhook.Verification;
import io.tributary.nango.webhook.Verification.Refused;
import io.tributary.nango.webhook.Verification.Verified;
import io.tributary.nango.webhook.VerifiedBody;
import io.tributary.nango.webhook.Webhook;
import io.tributary.nango.webhook.WebhookLook;
import io.tributary.nango.webhook.WebhookVerifier;

import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Random;

/** What the ingress does with each body: is it authentic, and what is it. */
@State(Scope.Benchmark)
public class OfWebhooks {

    /** Of the real Nango's deliveries; {@code forward} stands for one of 20 kB. */
    @Param({"auth-creation-oauth2", "sync-incremental", "forward"})
    String delivery = "auth-creation-oauth2";

    private static final int FORWARD = 20_000;

    private final SigningKey key = new SigningKey("2c9d4a17-90e5-4b7f-8f3a-5be0a9d7c602");
    private final WebhookVerifier verifier = new WebhookVerifier(List.of(key));
    private byte[] body = {};
    private List<String> signature = List.of();

    // By read(), which JMH calls first.
    @SuppressWarnings("NullAway.Init")
    private VerifiedBody verified;

    /** Reads the delivery from the project's folder. */
    @Setup
    public void read() throws IOException {
        Path home = Path.of(System.getProperty("tributary.home", "."));
        body =
                delivery.equals("forward")
                        ? Capture.named(home, "forward-attributed")
                                .grown(FORWARD, new Random(1))
                                .bytes()
                        : Capture.named(home, delivery).bytes();
        signature = List.of(key.sign(body));
        verified =
                switch (signature()) {
                    case Verified<VerifiedBody>(VerifiedBody proof) -> proof;
                    case Refused<VerifiedBody> refused ->
                            throw new IllegalStateException("not authentic: " + refused);
                };
    }

    int size() {
        return body.length;
    }

    /** With the one key that an environment mostly has. */
    @Benchmark
    public Verification<VerifiedBody> signature() {
        return verifier.verify(signature, body);
    }

    @Benchmark
    public Webhook look() {
        return WebhookLook.at(verified);
    }
}

package io.tributary.simulator.delivery;

import static org.assertj.core.api.Assertions.assertThat;

import io.tributary.simulator.Capture;
import io.tributary.simulator.account.Secret;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class SignatureTest {

    @ParameterizedTest
    @MethodSource("io.tributary.simulator.Capture#all")
    void signsEveryCapturedBodyAsTheRealServerDid(Capture capture) {
        Signature signature = Signature.of(capture.body(), Secret.of(capture.signingKey()));

        assertThat(signature.hmac()).isEqualTo(capture.header("X-Nango-Hmac-Sha256"));
        assertThat(signature.legacy()).isEqualTo(capture.header("X-Nango-Signature"));
    }
}

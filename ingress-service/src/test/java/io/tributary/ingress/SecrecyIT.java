package io.tributary.ingress;

import static org.assertj.core.api.Assertions.assertThat;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.tributary.backing.BackingServices;
import io.tributary.backing.Kafka;
import io.tributary.ingress.support.Ingress;
import io.tributary.ingress.support.Posted;
import io.tributary.ingress.support.Signature;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;

/** Bodies may carry tokens, and keys open the door: neither is in any log line. */
@ExtendWith(OutputCaptureExtension.class)
class SecrecyIT {

    private static final String SECRET = "the-body-s-secret";
    private static final String KEY = "the-key-s-secret";
    private static final byte[] BODY = ("{\"a\":\"" + SECRET + "\"}").getBytes(UTF_8);

    @Test
    void noLogLineHasABodyAKeyOrASignature(CapturedOutput output) throws Exception {
        try (Kafka kafka = BackingServices.freshKafka();
                Ingress ingress =
                        Ingress.start(
                                kafka,
                                "--tributary.ingress.deadline=5s",
                                "--tributary.ingress.body-timeout=3s",
                                "--tributary.environments.dev.signing-keys=" + KEY,
                                "--logging.level.io.tributary=debug",
                                "--logging.level.org.springframework.kafka=debug")) {
            // given
            Posted posted = Posted.of(BODY).signedWith(KEY).with("x-secret: " + SECRET + "\r\n");
            assertThat(posted.post(ingress.port()).status()).isEqualTo(202);
            assertThat(posted.signedWith("wrong").post(ingress.port()).status()).isEqualTo(401);

            // when
            kafka.freeze();
            int status;
            try {
                status = posted.post(ingress.port()).status();
            } finally {
                kafka.thaw();
            }

            // then
            assertThat(status).isEqualTo(503);
            assertThat(output.getAll())
                    .contains("outcome=\"accepted\"")
                    .contains("outcome=\"signature_no_key_matches\"")
                    .contains("outcome=\"deadline\"")
                    .doesNotContain(SECRET)
                    .doesNotContain(KEY)
                    .doesNotContain(Signature.of(KEY, BODY));
        }
    }
}

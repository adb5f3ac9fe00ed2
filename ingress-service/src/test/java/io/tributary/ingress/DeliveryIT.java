package io.tributary.ingress;

import static org.assertj.core.api.Assertions.assertThat;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;

import io.tributary.backing.BackingServices;
import io.tributary.ingress.support.Ingress;
import io.tributary.ingress.support.Posted;
import io.tributary.ingress.support.Posted.Framing;
import io.tributary.ingress.support.RawHttp;
import io.tributary.ingress.support.RawHttp.Response;
import io.tributary.ingress.support.Written;

import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.List;
import java.util.UUID;

/** What holds between several deliveries, keys and environments. */
class DeliveryIT {

    private Written written;
    private final Ingress ingress = Ingress.shared();

    @BeforeEach
    void watch() {
        written = new Written(BackingServices.kafka().bootstrapServers());
    }

    @AfterEach
    void close() {
        written.close();
    }

    @Test
    void anIdenticalDeliveryIsKeptAndMarked() throws IOException {
        // given
        Posted first = Posted.of(unique());
        assertThat(first.post(ingress.port()).status()).isEqualTo(202);
        List<ConsumerRecord<byte[], byte[]>> before = written.records();

        // when
        Response again = first.post(ingress.port());

        // then
        assertThat(again.status()).isEqualTo(202);
        List<ConsumerRecord<byte[], byte[]>> after = written.records();
        assertThat(before).hasSize(1);
        assertThat(after).hasSize(1);
        assertThat(Written.header(before.getFirst(), "ce_nangoretryof")).isNull();
        assertThat(Written.header(after.getFirst(), "ce_nangoretryof"))
                .isEqualTo(Written.header(before.getFirst(), "ce_id"));
        assertThat(Written.header(after.getFirst(), "ce_id"))
                .isNotEqualTo(Written.header(before.getFirst(), "ce_id"));
    }

    @Test
    void anIdenticalBodyOfAnotherEnvironmentIsNoRetry() throws IOException {
        // given
        Posted first = Posted.of(unique());
        assertThat(first.post(ingress.port()).status()).isEqualTo(202);
        Posted elsewhere = first.to("/api/webhooks/nango/prod").signedWith("of-prod");

        // when
        Response response = elsewhere.post(ingress.port());

        // then
        assertThat(response.status()).isEqualTo(202);
        assertThat(written.records())
                .hasSize(2)
                .allSatisfy(r -> assertThat(Written.header(r, "ce_nangoretryof")).isNull())
                .extracting(r -> Written.header(r, "ce_source"))
                .containsExactlyInAnyOrder("/tributary/ingress/dev", "/tributary/ingress/prod");
    }

    @Test
    void duringARotationBothKeysAreAcceptedAndToldApart() throws IOException {
        try (Ingress rotating =
                Ingress.start(
                        BackingServices.kafka(),
                        "--tributary.environments.rotating.signing-keys=old,new")) {
            // given
            Posted old = Posted.of(unique()).to("/api/webhooks/nango/rotating").signedWith("old");
            Posted fresh = Posted.of(unique()).to("/api/webhooks/nango/rotating").signedWith("new");

            // when
            List<Integer> statuses =
                    List.of(
                            old.post(rotating.port()).status(),
                            fresh.post(rotating.port()).status(),
                            old.signedWith("older").post(rotating.port()).status());

            // then
            assertThat(statuses).containsExactly(202, 202, 401);
            assertThat(written.records())
                    .extracting(r -> Written.header(r, "ce_nangosigningkey"))
                    .doesNotHaveDuplicates()
                    .hasSize(2)
                    .doesNotContain("old", "new");
        }
    }

    @Test
    void aConnectionTakesOneDeliveryAfterTheOther() throws IOException {
        try (RawHttp http = new RawHttp(ingress.port())) {
            // given
            List<Posted> deliveries =
                    List.of(
                            Posted.of(unique()),
                            Posted.of(unique()).framed(Framing.CHUNKED),
                            Posted.of(unique()).signedWith("wrong"),
                            Posted.of(unique()).with("Expect: 100-continue\r\n"),
                            Posted.of(unique()));

            // when
            List<Integer> statuses =
                    List.of(
                            deliveries.get(0).post(http).status(),
                            deliveries.get(1).post(http).status(),
                            deliveries.get(2).post(http).status(),
                            deliveries.get(3).post(http).status(),
                            deliveries.get(4).post(http).status());

            // then
            assertThat(statuses).containsExactly(202, 202, 401, 202, 202);
            assertThat(written.records()).hasSize(4);
        }
    }

    @Test
    void aSenderThatWaitsForLeaveToGoOnGetsIt() throws IOException {
        try (RawHttp http = new RawHttp(ingress.port())) {
            // given
            Posted posted = Posted.of(unique()).with("Expect: 100-continue\r\n");

            // when
            http.write(posted.head().getBytes(ISO_8859_1));

            // then
            assertThat(http.readOne().status()).isEqualTo(100);
            http.write(posted.body());
            assertThat(http.readOne().status()).isEqualTo(202);
            assertThat(written.records()).hasSize(1);
        }
    }

    @Test
    void nothingCanBeSmuggledBehindAChunkedBodyWithLength() throws IOException {
        try (RawHttp http = new RawHttp(ingress.port())) {
            // given
            ByteArrayOutputStream both = new ByteArrayOutputStream();
            both.writeBytes(Posted.of(unique()).framed(Framing.CHUNKED_WITH_LENGTH).wire());
            both.writeBytes(Posted.of(unique()).wire());

            // when
            http.write(both.toByteArray());

            // then
            Response response = http.read();
            assertThat(response.status()).isEqualTo(202);
            assertThat(response.headers()).containsEntry("connection", "close");
            assertThat(http.closedByServer()).isTrue();
            assertThat(written.records()).hasSize(1);
        }
    }

    private static byte[] unique() {
        return ("{\"id\":\"" + UUID.randomUUID() + "\"}").getBytes(UTF_8);
    }
}

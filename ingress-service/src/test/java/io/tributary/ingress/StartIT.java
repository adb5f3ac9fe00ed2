package io.tributary.ingress;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.tributary.backing.BackingServices;
import io.tributary.backing.Kafka;
import io.tributary.backing.Ports;
import io.tributary.events.Topics;
import io.tributary.ingress.support.Ingress;
import io.tributary.ingress.support.Posted;
import io.tributary.ingress.support.RawHttp;
import io.tributary.ingress.support.RawHttp.Response;
import io.tributary.ingress.support.Written;
import io.tributary.kafka.TopicMismatch;

import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.junit.jupiter.api.Test;
import org.springframework.boot.builder.SpringApplicationBuilder;

import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;

/** From the start to readiness. */
class StartIT {

    private static final Duration PATIENCE = Duration.ofSeconds(90);

    @Test
    void aTopicWithAnotherPartitionCountRefusesToStart() throws Exception {
        try (Kafka kafka = BackingServices.freshKafka();
                Admin admin = Admin.create(Map.of("bootstrap.servers", kafka.bootstrapServers()))) {
            // given
            admin.createTopics(List.of(new NewTopic(Topics.INBOX.name(), 3, (short) 1)))
                    .all()
                    .get();

            // when
            assertThatThrownBy(() -> Ingress.start(kafka).close())
                    // then
                    .isInstanceOf(TopicMismatch.class)
                    .hasMessageContaining("nango.inbox has 3 partitions, declared are 12");
        }
    }

    @Test
    void withoutAnEnvironmentItRefusesToStart() {
        assertThatThrownBy(
                        () ->
                                // when
                                new SpringApplicationBuilder(IngressApplication.class)
                                        .run("--server.port=0", "--management.server.port=0")
                                        .close())
                // then
                .rootCause()
                .hasMessageContaining("set tributary.environments.<name>.signing-keys");
    }

    @Test
    void theOnlyEnvironmentNeedsNoName() throws IOException {
        try (Ingress ingress = Ingress.alone(BackingServices.kafka());
                Written written = new Written(BackingServices.kafka().bootstrapServers())) {
            // given
            Posted posted = Posted.of("{\"only\":1}".getBytes(UTF_8)).signedWith("of-alone");

            // when
            Response response = posted.to("/api/webhooks/nango").post(ingress.port());

            // then
            assertThat(response.status()).isEqualTo(202);
            assertThat(written.records())
                    .extracting(record -> Written.header(record, "ce_source"))
                    .containsExactly("/tributary/ingress/alone");
        }
    }

    @Test
    void itWaitsForKafkaAndSaysSo() throws Exception {
        try (Kafka kafka = BackingServices.freshKafka()) {
            // given
            kafka.stop();
            int port = Ports.free();
            int management = Ports.free();

            // when
            CompletableFuture<Ingress> starting =
                    CompletableFuture.supplyAsync(
                            () ->
                                    Ingress.start(
                                            kafka,
                                            "--server.port=" + port,
                                            "--management.server.port=" + management));

            // then
            await().atMost(PATIENCE)
                    .ignoreExceptions()
                    .untilAsserted(() -> assertThat(readiness(management)).isEqualTo(503));
            assertThat(Posted.of(new byte[10]).post(port).status()).isEqualTo(503);
            assertThat(Posted.of(new byte[10]).signedWith("wrong").post(port).status())
                    .isEqualTo(401);
            assertThat(starting).isNotDone();
            kafka.restart();
            try (Ingress ingress = starting.get();
                    Written written = new Written(kafka.bootstrapServers())) {
                assertThat(written.endOffsets()).containsOnly(0L);
                await().atMost(PATIENCE)
                        .untilAsserted(() -> assertThat(readiness(management)).isEqualTo(200));
                assertThat(Posted.of(new byte[10]).post(ingress.port()).status()).isEqualTo(202);
                assertThat(written.records()).hasSize(1);
                assertThat(metrics(management))
                        .contains("tributary_ingress_deliveries_total{")
                        .contains("outcome=\"accepted\"")
                        .contains("tributary_ingress_acknowledgement_seconds_count 1")
                        .contains("tributary_ingress_body_bytes 0");
            }
        }
    }

    private static int readiness(int management) throws IOException {
        return get(management, "/actuator/health/readiness").status();
    }

    private static String metrics(int management) throws IOException {
        return get(management, "/actuator/prometheus").body();
    }

    private static Response get(int port, String path) throws IOException {
        return RawHttp.exchange(
                port, "GET " + path + " HTTP/1.1\r\nHost: localhost\r\n\r\n", new byte[0]);
    }
}

package io.tributary.backing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.StringSerializer;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInfo;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

/** Whatever leg runs: the broker keeps address and data over each kind of end. */
class KafkaIT {
    static Kafka kafka;
    Topic topic;

    @BeforeAll
    static void start() {
        kafka = BackingServices.freshKafka();
    }

    @AfterAll
    static void close() {
        kafka.close();
        assertThat(kafka.running()).isFalse();
    }

    @BeforeEach
    void topic(TestInfo test) throws Exception {
        topic = Topic.create(kafka, test.getTestMethod().orElseThrow().getName());
        topic.append("before");
    }

    @Test
    void keepsDataOverARestart() throws Exception {
        kafka.restart();

        topic.append("after");
        assertThat(topic.values(2)).containsExactly("before", "after");
    }

    @Test
    void comesBackAfterAStop() throws Exception {
        kafka.stop();

        assertThat(kafka.running()).isFalse();
        kafka.restart();
        assertThat(topic.values(1)).containsExactly("before");
    }

    @Test
    void keepsWhatWasAcknowledgedOverKill() throws Exception {
        kafka.kill();

        assertThat(kafka.running()).isFalse();
        kafka.restart();
        topic.append("after");
        assertThat(topic.values(2)).containsExactly("before", "after");
    }

    @Test
    void answersNobodyWhileFrozen() throws Exception {
        kafka.freeze();

        assertThat(kafka.running()).isTrue();
        assertThatThrownBy(() -> topic.append("lost", Duration.ofSeconds(2)))
                .hasStackTraceContaining("TimeoutException");
        kafka.thaw();
        topic.append("after");
        assertThat(topic.values(2)).startsWith("before").endsWith("after");
    }

    @Test
    void canBeStoppedWhileFrozen() {
        kafka.freeze();

        kafka.stop();

        assertThat(kafka.running()).isFalse();
        kafka.restart();
        assertThat(topic.values(1)).containsExactly("before");
    }

    @Test
    void takesTransactions() {
        Map<String, Object> settings =
                Map.of(
                        "bootstrap.servers",
                        kafka.bootstrapServers(),
                        "transactional.id",
                        "it",
                        "max.block.ms",
                        60_000);
        var strings = new StringSerializer();
        try (var producer = new KafkaProducer<>(settings, strings, strings)) {
            producer.initTransactions();
            producer.beginTransaction();
            producer.send(new ProducerRecord<>(topic.name(), "in a transaction"));

            producer.commitTransaction();
        }
        assertThat(topic.values(2)).containsExactly("before", "in a transaction");
    }

    @Test
    void makesNoTopicThatNobodyDeclared() {
        var undeclared = new Topic(kafka.bootstrapServers(), "undeclared");

        assertThatThrownBy(() -> undeclared.append("x", Duration.ofSeconds(3)))
                .hasStackTraceContaining("undeclared not present in metadata");
    }

    @Test
    void isSharedOncePerJvm() {
        List<CompletableFuture<Kafka>> asked =
                List.of(
                        CompletableFuture.supplyAsync(BackingServices::kafka),
                        CompletableFuture.supplyAsync(BackingServices::kafka));

        List<Kafka> answers =
                asked.stream().map(f -> f.orTimeout(180, TimeUnit.SECONDS).join()).toList();

        assertThat(answers.getFirst()).isSameAs(answers.getLast()).isNotSameAs(kafka);
    }
}

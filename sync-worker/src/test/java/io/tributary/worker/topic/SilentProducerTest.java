package io.tributary.worker.topic;

import static org.assertj.core.api.Assertions.assertThat;

import org.apache.kafka.clients.producer.MockProducer;
import org.apache.kafka.common.errors.TimeoutException;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.kafka.autoconfigure.KafkaAutoConfiguration;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.kafka.core.KafkaTemplate;
import org.springframework.kafka.core.ProducerFactory;

import java.util.concurrent.CompletableFuture;

@ExtendWith(OutputCaptureExtension.class)
class SilentProducerTest {

    private final MockProducer<byte[], byte[]> producer =
            new MockProducer<>(false, null, new ByteArraySerializer(), new ByteArraySerializer());

    @Test
    void logsNothingOfARecordThatCouldNotBeSent(CapturedOutput output) {
        ProducerFactory<byte[], byte[]> producers = () -> producer;
        new ApplicationContextRunner()
                .withConfiguration(AutoConfigurations.of(KafkaAutoConfiguration.class))
                .withUserConfiguration(SilentProducer.class)
                .withBean(ProducerFactory.class, () -> producers)
                .run(
                        context -> {
                            KafkaTemplate<byte[], byte[]> kafka =
                                    context.getBean(KafkaTemplate.class);
                            CompletableFuture<?> sent =
                                    kafka.send("records", new byte[] {107}, new byte[] {118});
                            producer.errorNext(new TimeoutException("no ack"));
                            assertThat(sent).isCompletedExceptionally();
                        });

        assertThat(output).doesNotContain("Exception thrown when sending a message");
    }
}

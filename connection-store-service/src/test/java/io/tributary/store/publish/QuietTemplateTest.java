package io.tributary.store.publish;

import static org.assertj.core.api.Assertions.assertThat;

import org.apache.kafka.clients.producer.MockProducer;
import org.apache.kafka.common.errors.TimeoutException;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;

import java.util.concurrent.CompletableFuture;

@ExtendWith(OutputCaptureExtension.class)
class QuietTemplateTest {

    @Test
    void logsNothingOfARecordThatCouldNotBeSent(CapturedOutput output) {
        MockProducer<byte[], byte[]> producer =
                new MockProducer<>(
                        false, null, new ByteArraySerializer(), new ByteArraySerializer());

        CompletableFuture<?> sent =
                QuietTemplate.of(() -> producer).send("inbox", new byte[] {107}, new byte[] {118});
        producer.errorNext(new TimeoutException("no ack"));

        assertThat(sent).isCompletedExceptionally();
        assertThat(output).doesNotContain("Exception thrown when sending a message");
    }
}

package io.tributary.ingress.durable;

import io.tributary.events.Topics;

import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.PartitionInfo;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.kafka.core.KafkaTemplate;
import org.springframework.stereotype.Component;

import java.util.HashSet;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.random.RandomGenerator;

/**
 * Sends each broker that leads a partition of the inbox records that are too large for it. They go
 * the whole way (producer id, compression, connection, request, answer), and the broker stores
 * none.
 */
@Component
class KafkaWarmUp implements WarmUp {

    private static final Logger LOGGER = LoggerFactory.getLogger(KafkaWarmUp.class);
    private static final int ROUNDS = 10;

    private final KafkaTemplate<byte[], byte[]> kafka;

    KafkaWarmUp(KafkaTemplate<byte[], byte[]> kafka) {
        this.kafka = kafka;
    }

    @Override
    public void run() {
        // Random bytes: whatever compresses would fit.
        byte[] tooLarge = new byte[Topics.LARGEST_INBOX_RECORD + 1];
        RandomGenerator.getDefault().nextBytes(tooLarge);
        Set<Integer> warm = new HashSet<>();
        for (PartitionInfo partition : kafka.partitionsFor(Topics.INBOX.name())) {
            if (partition.leader() != null && warm.add(partition.leader().id())) {
                for (int i = 0; i < ROUNDS; i++) {
                    sendInVain(partition, tooLarge);
                }
            }
        }
    }

    private void sendInVain(PartitionInfo partition, byte[] tooLarge) {
        try {
            kafka.send(
                            new ProducerRecord<>(
                                    partition.topic(), partition.partition(), null, tooLarge))
                    .get();
        } catch (ExecutionException | RuntimeException e) {
            LOGGER.atDebug().addKeyValue("cause", e.getMessage()).log("refused, as it should be");
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}

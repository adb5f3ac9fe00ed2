package io.tributary.store.consume;

import io.tributary.events.Topics;

import org.springframework.kafka.core.ConsumerFactory;
import org.springframework.kafka.core.ProducerFactory;
import org.springframework.kafka.listener.ConcurrentMessageListenerContainer;
import org.springframework.kafka.listener.ContainerProperties;
import org.springframework.kafka.transaction.KafkaTransactionManager;

import java.time.Duration;

/** spring-kafka's container with every setting that the promises of this service hang on. */
final class InboxContainer {

    private InboxContainer() {}

    static ConcurrentMessageListenerContainer<byte[], byte[]> of(
            ConsumerFactory<byte[], byte[]> consumers,
            ProducerFactory<byte[], byte[]> producers,
            InboxFlow flow,
            StartOnAssignment start,
            GoBack goBack,
            PollTrouble trouble) {
        ContainerProperties properties = new ContainerProperties(Topics.INBOX.name());
        properties.setMessageListener(flow);
        properties.setKafkaAwareTransactionManager(new KafkaTransactionManager<>(producers));
        properties.setConsumerRebalanceListener(start);
        // Otherwise the fencing is logged, and the consumer goes on without what it held.
        properties.setStopContainerWhenFenced(true);
        properties.setAssignmentCommitOption(ContainerProperties.AssignmentCommitOption.NEVER);
        // Rights may be given, or a password mended, while this waits; ending would not help.
        properties.setAuthExceptionRetryInterval(Duration.ofSeconds(10));
        // Idleness is only noticed between two polls, which last five seconds by default.
        properties.setIdleEventInterval(1_000L);
        properties.setPollTimeout(500L);
        ConcurrentMessageListenerContainer<byte[], byte[]> container =
                new ConcurrentMessageListenerContainer<>(consumers, properties);
        container.setConcurrency(1);
        container.setBeanName("inbox");
        container.setAfterRollbackProcessor(goBack);
        // Without one, what a poll throws is logged, and polled again at once.
        container.setCommonErrorHandler(trouble);
        return container;
    }
}

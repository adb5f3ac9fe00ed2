package io.tributary.store.consume;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.clients.consumer.LogTruncationException;
import org.apache.kafka.clients.consumer.MockConsumer;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.clients.consumer.OffsetOutOfRangeException;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.junit.jupiter.api.Test;
import org.springframework.kafka.core.DefaultKafkaConsumerFactory;
import org.springframework.kafka.listener.ConcurrentMessageListenerContainer;
import org.springframework.kafka.listener.ContainerProperties;
import org.springframework.kafka.listener.MessageListenerContainer;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

class PollTroubleTest {

    private static final TopicPartition HELD = new TopicPartition("nango.inbox", 1);
    private static final TopicPartition LEFT = new TopicPartition("nango.inbox", 2);

    private final List<Set<TopicPartition>> begun = new ArrayList<>();
    private final List<String> ends = new ArrayList<>();
    private final MockConsumer<byte[], byte[]> consumer = new MockConsumer<>("none");
    private final MessageListenerContainer container =
            new ConcurrentMessageListenerContainer<>(
                    new DefaultKafkaConsumerFactory<byte[], byte[]>(Map.of()),
                    new ContainerProperties("nango.inbox"));
    private final PollTrouble trouble =
            new PollTrouble(
                    (_, partitions) -> begun.add(partitions),
                    new Stopping(),
                    (why, _) -> ends.add(why));

    PollTroubleTest() {
        consumer.assign(List.of(HELD));
    }

    private void happens(Exception thrown) {
        trouble.handleOtherException(thrown, consumer, container, true);
    }

    @Test
    void whatTheLogNoLongerHasIsForTheRuleOfTheStart() {
        // when
        happens(new OffsetOutOfRangeException(Map.of(HELD, 5L, LEFT, 5L)));

        // then
        assertThat(begun).containsExactly(Set.of(HELD));
        assertThat(ends).isEmpty();
    }

    @Test
    void otherTroubleIsWaitedOut() {
        // given
        long before = System.nanoTime();

        // when
        happens(new KafkaException("trouble"));

        // then
        assertThat(Duration.ofNanos(System.nanoTime() - before))
                .isGreaterThanOrEqualTo(Duration.ofMillis(900));
        assertThat(begun).isEmpty();
    }

    @Test
    void whatWasReplacedUnderItsOffsetsIsRefused() {
        // when
        happens(
                new LogTruncationException(
                        Map.of(HELD, 5L), Map.of(HELD, new OffsetAndMetadata(3))));

        // then
        assertThat(ends).singleElement().asString().contains("lost inputs", "rebuild --from state");
        assertThat(begun).isEmpty();
    }

    @Test
    void aFailedBatchIsRolledBackForWhatItFailed() {
        // given
        RuntimeException failure = new IllegalStateException("failed");

        // when, then
        assertThatThrownBy(
                        () ->
                                trouble.handleBatch(
                                        failure,
                                        new ConsumerRecords<>(new HashMap<>(), new HashMap<>()),
                                        consumer,
                                        container,
                                        () -> {}))
                .isSameAs(failure);
    }
}

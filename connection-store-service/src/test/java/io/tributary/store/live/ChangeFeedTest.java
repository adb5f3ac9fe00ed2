package io.tributary.store.live;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.tributary.events.ConnectionChange;
import io.tributary.events.Topics;

import org.apache.kafka.clients.consumer.MockConsumer;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.Node;
import org.apache.kafka.common.PartitionInfo;
import org.apache.kafka.common.TopicPartition;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;

/** What {@code EventsIT} cannot break: that whoever may have missed something is told to go. */
class ChangeFeedTest {

    private static final Duration SOON = Duration.ofSeconds(20);

    private final List<MockConsumer<byte[], byte[]>> consumers = new CopyOnWriteArrayList<>();
    private volatile boolean brokersAway;
    private final ChangeFeed feed = new ChangeFeed(this::consumer);

    private static final class Ears implements Listener {
        private volatile boolean ended;

        @Override
        public void on(ConnectionChange change) {
            throw new AssertionError("nothing is published here");
        }

        @Override
        public void ended() {
            ended = true;
        }
    }

    private MockConsumer<byte[], byte[]> consumer() {
        if (brokersAway) {
            throw new KafkaException("no brokers");
        }
        MockConsumer<byte[], byte[]> consumer = new MockConsumer<>("none");
        String topic = Topics.CONNECTIONS.name();
        Node broker = new Node(1, "localhost", 1);
        consumer.updatePartitions(
                topic,
                List.of(
                        new PartitionInfo(
                                topic, 0, broker, new Node[] {broker}, new Node[] {broker})));
        consumer.updateEndOffsets(Map.of(new TopicPartition(topic, 0), 7L));
        consumers.add(consumer);
        return consumer;
    }

    @BeforeEach
    void start() {
        feed.start();
    }

    @AfterEach
    void stop() {
        feed.stop();
    }

    @Test
    void allListenToOneReaderAndTheLastOneEndsIt() throws Exception {
        // given
        Ears one = new Ears();
        Ears two = new Ears();
        feed.join(one, SOON);
        feed.join(two, SOON);
        assertThat(consumers).hasSize(1);

        // when
        feed.leave(one);
        feed.leave(two);

        // then
        await().atMost(SOON).until(() -> consumers.getFirst().closed());
        feed.join(new Ears(), SOON);
        assertThat(consumers).hasSize(2);
    }

    @Test
    void whenReadingBreaksAllAreToldAndMayComeAgain() throws Exception {
        // given
        Ears ears = new Ears();
        feed.join(ears, SOON);

        // when
        consumers.getFirst().setPollException(new KafkaException("broken"));

        // then
        await().atMost(SOON).until(() -> ears.ended);
        await().atMost(SOON).until(() -> consumers.getFirst().closed());
        feed.join(new Ears(), SOON);
        assertThat(consumers).hasSize(2);
    }

    @Test
    void withoutBrokersNobodyIsLetIn() throws Exception {
        brokersAway = true;
        assertThatThrownBy(() -> feed.join(new Ears(), SOON)).isInstanceOf(NoFeed.class);
        brokersAway = false;
        feed.join(new Ears(), SOON);
        assertThat(consumers).hasSize(1);
    }

    @Test
    void aStoppingServiceSendsEveryoneAway() throws Exception {
        Ears ears = new Ears();
        feed.join(ears, SOON);
        feed.stop();
        assertThat(ears.ended).isTrue();
        assertThatThrownBy(() -> feed.join(new Ears(), SOON)).isInstanceOf(NoFeed.class);
    }
}

package io.tributary.store.parking;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.tributary.events.Topics;

import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.header.Header;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.jdbc.core.JdbcTemplate;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Supplier;

/**
 * Finds where inputs lie on the parked topic, when somebody wants to know: what was put there since
 * the last time is read, and remembered in table {@code parked_copy}.
 */
public final class ParkedCopies {

    private static final Logger LOGGER = LoggerFactory.getLogger(ParkedCopies.class);
    private static final String TOPIC = Topics.parked(Topics.INBOX).name();
    private static final Duration LONGEST = Duration.ofSeconds(5);

    private final Supplier<Consumer<byte[], byte[]>> consumers;
    private final JdbcTemplate jdbc;
    private final ReentrantLock reading = new ReentrantLock();

    ParkedCopies(Supplier<Consumer<byte[], byte[]>> consumers, JdbcTemplate jdbc) {
        this.consumers = consumers;
        this.jdbc = jdbc;
    }

    /**
     * For at most 5 s, and not while another call does it. If Kafka does not answer, it is left to
     * the next time: a list without these places is better than none.
     */
    public void find() {
        if (!reading.tryLock()) {
            return;
        }
        try (Consumer<byte[], byte[]> consumer = consumers.get()) {
            find(consumer);
        } catch (KafkaException e) {
            LOGGER.atWarn()
                    .addKeyValue("topicName", TOPIC)
                    .setCause(e)
                    .log("places on the parked topic not found now");
        } finally {
            reading.unlock();
        }
    }

    private void find(Consumer<byte[], byte[]> consumer) {
        List<TopicPartition> partitions =
                consumer.partitionsFor(TOPIC).stream()
                        .map(one -> new TopicPartition(TOPIC, one.partition()))
                        .toList();
        Map<TopicPartition, Long> first = consumer.beginningOffsets(partitions);
        Map<TopicPartition, Long> end = consumer.endOffsets(partitions);
        Map<Integer, Long> known = known();
        consumer.assign(partitions);
        for (TopicPartition partition : partitions) {
            long next = known.getOrDefault(partition.partition(), -1L) + 1;
            long begin = Math.max(next, first.getOrDefault(partition, 0L));
            consumer.seek(partition, Math.min(begin, end.getOrDefault(partition, 0L)));
        }
        long deadline = System.nanoTime() + LONGEST.toNanos();
        while (end.entrySet().stream()
                        .anyMatch(one -> consumer.position(one.getKey()) < one.getValue())
                && System.nanoTime() < deadline) {
            List<Object[]> places = new ArrayList<>();
            consumer.poll(Duration.ofMillis(200)).forEach(copy -> add(places, copy));
            jdbc.batchUpdate(
                    "insert into parked_copy (partition, \"offset\", copy_offset) values (?, ?, ?)"
                            + " on conflict do nothing",
                    places);
        }
    }

    private Map<Integer, Long> known() {
        Map<Integer, Long> known = new HashMap<>();
        jdbc.query(
                "select partition, max(copy_offset) from parked_copy group by partition",
                row -> {
                    known.put(row.getInt(1), row.getLong(2));
                });
        return known;
    }

    /** What this service put there says where it was; what it did not is none of its inputs. */
    private static void add(List<Object[]> places, ConsumerRecord<byte[], byte[]> copy) {
        Header offset = copy.headers().lastHeader("parked_offset");
        String text =
                offset == null || offset.value() == null ? "" : new String(offset.value(), UTF_8);
        if (text.matches("[0-9]{1,18}")) {
            places.add(new Object[] {copy.partition(), Long.valueOf(text), copy.offset()});
        }
    }
}

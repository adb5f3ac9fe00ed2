package io.tributary.store.consume;

import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.clients.consumer.LogTruncationException;
import org.apache.kafka.clients.consumer.OffsetOutOfRangeException;
import org.apache.kafka.common.TopicPartition;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.kafka.listener.CommonErrorHandler;
import org.springframework.kafka.listener.MessageListenerContainer;

import java.time.Duration;
import java.util.HashSet;
import java.util.Set;

/**
 * After a poll that brought an exception. Where the log no longer has what comes next, the rule of
 * the start says whether that may be passed over; everything else is waited out.
 */
final class PollTrouble implements CommonErrorHandler {

    private static final Logger LOGGER = LoggerFactory.getLogger(PollTrouble.class);

    /** Longer than the longest wait: with nothing wrong for so long, trouble is over. */
    private static final Duration OVER = Duration.ofMinutes(1);

    private final StartAnew again;
    private final Stopping stopping;
    private final ProcessEnd processEnd;
    // Only ever touched by the one consumer thread.
    private int failures;
    private long lastFailed = System.nanoTime();

    PollTrouble(StartAnew again, Stopping stopping, ProcessEnd processEnd) {
        this.again = again;
        this.stopping = stopping;
        this.processEnd = processEnd;
    }

    /** The batch's transaction is rolled back, as it is without an error handler. */
    @Override
    public void handleBatch(
            Exception thrown,
            ConsumerRecords<?, ?> data,
            Consumer<?, ?> consumer,
            MessageListenerContainer container,
            Runnable invokeListener) {
        if (thrown instanceof RuntimeException unchecked) {
            throw unchecked;
        }
        throw new IllegalStateException(thrown);
    }

    @Override
    public void handleOtherException(
            Exception thrown,
            Consumer<?, ?> consumer,
            MessageListenerContainer container,
            boolean batchListener) {
        failures = System.nanoTime() - lastFailed > OVER.toNanos() ? 1 : failures + 1;
        LOGGER.atWarn()
                .addKeyValue("failures", failures)
                .setCause(thrown)
                .log("nothing can be read of the inbox");
        if (thrown instanceof LogTruncationException truncated) {
            refuse(truncated);
            stopping.waitAfter(failures);
        } else {
            stopping.waitAfter(failures);
            if (thrown instanceof OffsetOutOfRangeException outOfRange && !stopping.hasBegun()) {
                startAnew(outOfRange, consumer);
            }
        }
        lastFailed = System.nanoTime();
    }

    private void startAnew(OffsetOutOfRangeException outOfRange, Consumer<?, ?> consumer) {
        Set<TopicPartition> partitions = new HashSet<>(outOfRange.partitions());
        partitions.retainAll(consumer.assignment());
        if (!partitions.isEmpty()) {
            again.of(consumer, partitions);
        }
    }

    /** What replaced the lost inputs has their offsets: no rule of the start could tell. */
    private void refuse(LogTruncationException truncated) {
        processEnd.end(
                "the brokers lost inputs that were read already, new ones may have their offsets:"
                        + " %s. Restore the topic, or derive the tables from what was published: %s"
                                .formatted(truncated.divergentOffsets(), Refusal.REBUILD),
                truncated);
    }
}

package io.tributary.store.consume;

import io.tributary.store.ledger.Failure;
import io.tributary.store.metrics.BatchMeters;

import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.TopicPartition;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.kafka.listener.AfterRollbackProcessor;
import org.springframework.kafka.listener.ContainerProperties.EOSMode;
import org.springframework.kafka.listener.ListenerExecutionFailedException;
import org.springframework.kafka.listener.MessageListenerContainer;

import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * After a batch that came to nothing at Kafka: waits, then starts its partitions anew as if they
 * had just been assigned. Not simply at the batch's first offset: a commit whose answer was lost
 * may have happened.
 */
final class GoBack implements AfterRollbackProcessor<byte[], byte[]> {

    private static final Logger LOGGER = LoggerFactory.getLogger(GoBack.class);

    private final Inbox inbox;
    private final StartAnew again;
    private final Stopping stopping;
    private final BatchMeters meters;
    private final ProcessEnd processEnd;
    // Only ever touched by the one consumer thread.
    private int failures;
    private @Nullable ConsumerRecord<byte[], byte[]> firstOfLast;

    GoBack(
            Inbox inbox,
            StartAnew again,
            Stopping stopping,
            BatchMeters meters,
            ProcessEnd processEnd) {
        this.inbox = inbox;
        this.again = again;
        this.stopping = stopping;
        this.meters = meters;
        this.processEnd = processEnd;
    }

    @Override
    public void process(
            List<ConsumerRecord<byte[], byte[]>> records,
            Consumer<byte[], byte[]> consumer,
            @Nullable MessageListenerContainer container,
            Exception failure,
            boolean recoverable,
            EOSMode eosMode) {
        if (Failure.of(failure) == Failure.CONFLICT) {
            processEnd.end("a change is in the history already: a bug, nothing may go on", failure);
        }
        if (!(failure instanceof ListenerExecutionFailedException)) {
            meters.failed(BatchMeters.Step.COMMIT);
        }
        failures = isTheSame(records.getFirst()) ? failures + 1 : 1;
        firstOfLast = records.getFirst();
        LOGGER.atWarn()
                .addKeyValue("failures", failures)
                .addKeyValue("inputs", records.size())
                .setCause(failure)
                .log("batch not finished; nothing of it is published, it comes again");
        Set<TopicPartition> partitions =
                records.stream()
                        .map(record -> new TopicPartition(record.topic(), record.partition()))
                        .filter(consumer.assignment()::contains)
                        .collect(Collectors.toSet());
        // Until they are begun again, nothing of them is taken.
        inbox.leave(partitions);
        long begun = System.nanoTime();
        stopping.waitAfter(failures);
        meters.waited(System.nanoTime() - begun);
        if (!partitions.isEmpty()) {
            again.of(consumer, partitions);
        }
    }

    private boolean isTheSame(ConsumerRecord<byte[], byte[]> record) {
        ConsumerRecord<byte[], byte[]> last = firstOfLast;
        return last != null
                && last.partition() == record.partition()
                && last.offset() == record.offset();
    }
}

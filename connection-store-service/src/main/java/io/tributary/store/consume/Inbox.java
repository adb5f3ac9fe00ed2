package io.tributary.store.consume;

import static java.util.Objects.requireNonNull;

import io.tributary.events.Topics;
import io.tributary.store.ledger.Applied;
import io.tributary.store.ledger.Progress;
import io.tributary.store.question.QuestionBook;

import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.TopicPartition;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Sets a consumer to where reading has to start, by the tables and by the group's offsets. */
final class Inbox {

    private static final Logger LOGGER = LoggerFactory.getLogger(Inbox.class);

    private final Progress progress;
    private final QuestionBook questions;
    private final Assignment assignment;
    private final TopicIdentity topic;
    private final TopicCheck topics;

    Inbox(
            Progress progress,
            QuestionBook questions,
            Assignment assignment,
            TopicIdentity topic,
            TopicCheck topics) {
        this.progress = progress;
        this.questions = questions;
        this.assignment = assignment;
        this.topic = topic;
        this.topics = topics;
    }

    /** Throws whatever the brokers or the database throw; may be called again. */
    void seek(Consumer<?, ?> consumer, Collection<TopicPartition> assigned) {
        Set<TopicPartition> partitions = new HashSet<>(assigned);
        leave(partitions);
        topics.confirmInbox();
        Map<TopicPartition, OffsetAndMetadata> committed = consumer.committed(partitions);
        Map<TopicPartition, Long> earliest = consumer.beginningOffsets(partitions);
        Map<TopicPartition, Long> end = consumer.endOffsets(partitions);
        for (TopicPartition partition : partitions) {
            OffsetAndMetadata offset = committed.get(partition);
            begin(
                    consumer,
                    partition,
                    offset == null ? null : offset.offset(),
                    requireNonNull(earliest.get(partition)),
                    requireNonNull(end.get(partition)));
        }
        questions.takeOver(numbers(partitions));
        assignment.assigned();
    }

    private void begin(
            Consumer<?, ?> consumer,
            TopicPartition partition,
            @Nullable Long committed,
            long earliest,
            long end) {
        int number = partition.partition();
        String topicId = topic.id();
        Applied applied = progress.of(topicId, number);
        StartRule start = StartRule.of(number, applied, committed, earliest, end);
        if (applied == null) {
            progress.begin(topicId, number, topic.partitions(), earliest);
        }
        consumer.seek(partition, start.position());
        assignment.begin(number, new Assignment.Reach(start.position(), start.committed(), end));
        LOGGER.atInfo()
                .addKeyValue("topicName", Topics.INBOX.name())
                .addKeyValue("partition", number)
                .addKeyValue("position", start.position())
                .addKeyValue("committed", committed)
                .addKeyValue("applied", applied)
                .addKeyValue("end", end)
                .log("reading starts");
    }

    void leave(Collection<TopicPartition> partitions) {
        assignment.end(numbers(partitions));
    }

    private static List<Integer> numbers(Collection<TopicPartition> partitions) {
        return partitions.stream().map(TopicPartition::partition).toList();
    }
}

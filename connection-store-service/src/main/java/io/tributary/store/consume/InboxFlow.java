package io.tributary.store.consume;

import io.tributary.store.inbox.InboxReader;
import io.tributary.store.inbox.Reading;
import io.tributary.store.ledger.Ledger;
import io.tributary.store.ledger.Outgoing;
import io.tributary.store.publish.Publisher;
import io.tributary.store.question.Asker;

import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.springframework.kafka.listener.BatchMessageListener;

import java.util.List;

/**
 * A batch of the inbox: read, recorded in one database transaction, and only then published in the
 * Kafka transaction of its offsets, which the container began before and commits after.
 */
final class InboxFlow implements BatchMessageListener<byte[], byte[]> {

    private final InboxReader reader;
    private final Ledger ledger;
    private final Publisher publisher;
    private final Assignment assignment;
    private final Asker asker;

    InboxFlow(
            InboxReader reader,
            Ledger ledger,
            Publisher publisher,
            Assignment assignment,
            Asker asker) {
        this.reader = reader;
        this.ledger = ledger;
        this.publisher = publisher;
        this.assignment = assignment;
        this.asker = asker;
    }

    /** Whatever it throws, nothing is published, and the batch comes again. */
    @Override
    public void onMessage(List<ConsumerRecord<byte[], byte[]>> records) {
        List<Reading> readings = reader.read(records);
        List<Outgoing> outgoing = ledger.record(readings, assignment.windows(readings));
        publisher.publish(outgoing);
        assignment.passed(readings);
        asker.wake();
    }
}

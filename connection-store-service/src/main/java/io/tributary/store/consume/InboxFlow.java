package io.tributary.store.consume;

import io.tributary.store.inbox.InboxReader;
import io.tributary.store.inbox.Reading;
import io.tributary.store.ledger.Ledger;
import io.tributary.store.ledger.Outgoing;
import io.tributary.store.metrics.BatchMeters;
import io.tributary.store.metrics.BatchMeters.Step;
import io.tributary.store.publish.Publisher;
import io.tributary.store.question.Asker;

import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.springframework.kafka.listener.BatchMessageListener;

import java.util.List;
import java.util.function.Supplier;

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
    private final BatchMeters meters;
    private final SameInbox inbox;

    InboxFlow(
            InboxReader reader,
            Ledger ledger,
            Publisher publisher,
            Assignment assignment,
            Asker asker,
            BatchMeters meters,
            SameInbox inbox) {
        this.reader = reader;
        this.ledger = ledger;
        this.publisher = publisher;
        this.assignment = assignment;
        this.asker = asker;
        this.meters = meters;
        this.inbox = inbox;
    }

    /** Whatever it throws, nothing is published, and the batch comes again. */
    @Override
    public void onMessage(List<ConsumerRecord<byte[], byte[]>> records) {
        long begun = System.nanoTime();
        SameInbox.Asked same = inbox.ask();
        List<Reading> readings = reader.read(records);
        List<Outgoing> outgoing =
                counted(Step.RECORD, () -> ledger.record(readings, assignment.windows(readings)));
        counted(
                Step.PUBLISH,
                () -> {
                    same.confirm();
                    publisher.publish(outgoing);
                    return outgoing;
                });
        assignment.passed(readings);
        meters.done(records.size(), System.nanoTime() - begun);
        asker.wake();
    }

    private List<Outgoing> counted(Step step, Supplier<List<Outgoing>> work) {
        try {
            return work.get();
        } catch (RuntimeException e) {
            meters.failed(step);
            throw e;
        }
    }
}

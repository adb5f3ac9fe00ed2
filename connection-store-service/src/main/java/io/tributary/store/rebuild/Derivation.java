package io.tributary.store.rebuild;

import io.tributary.store.inbox.InboxReader;
import io.tributary.store.inbox.Reading;
import io.tributary.store.ledger.Ledger;
import io.tributary.store.ledger.Window;

import org.apache.kafka.clients.consumer.ConsumerRecord;

import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** From the inbox into the derived tables, by the very way that the stores take. */
final class Derivation {

    private final Log inbox;
    private final InboxReader reader;
    private final Ledger ledger;
    private final Shadow shadow;

    Derivation(Log inbox, InboxReader reader, Ledger ledger, Shadow shadow) {
        this.inbox = inbox;
        this.reader = reader;
        this.ledger = ledger;
        this.shadow = shadow;
    }

    /** Inputs between what is derived and {@code targets}, by offsets. */
    long missing(Map<Integer, Long> targets) {
        Map<Integer, Long> next = shadow.next();
        return targets.entrySet().stream()
                .mapToLong(one -> Math.max(0, one.getValue() - next.getOrDefault(one.getKey(), 0L)))
                .sum();
    }

    /** Each batch is a transaction, or a savepoint of the one that is open. */
    void upTo(Map<Integer, Long> targets) {
        inbox.read(shadow.next(), targets, this::record);
    }

    private void record(List<ConsumerRecord<byte[], byte[]>> batch) {
        List<Reading> readings = reader.read(batch);
        Map<Integer, Window> windows = new HashMap<>();
        // From the start, so that nothing counts as surely published; up to the end, so that
        // nothing is brought back to be published.
        readings.forEach(one -> windows.put(one.partition(), new Window(0, Long.MAX_VALUE)));
        ledger.record(readings, windows);
    }
}

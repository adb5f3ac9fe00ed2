package io.tributary.store.inbox;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.tributary.events.CloudEvent;
import io.tributary.events.ConnectionKey;
import io.tributary.events.MalformedEvent;
import io.tributary.kafka.ConnectionPartition;
import io.tributary.kafka.KafkaCloudEvents;
import io.tributary.nango.NangoGrammar;

import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import java.util.List;

/** Reads records of the inbox; the same record gives the same reading, always. */
public final class InboxReader {

    private static final Logger LOGGER = LoggerFactory.getLogger(InboxReader.class);
    private static final int LONGEST_DETAIL = 200;

    private final int partitions;

    /**
     * @param partitions of the inbox
     */
    public InboxReader(int partitions) {
        this.partitions = partitions;
    }

    /** In the order given; never throws for what a record holds. */
    public List<Reading> read(List<ConsumerRecord<byte[], byte[]>> records) {
        return records.stream().map(record -> read(withNullableValue(record))).toList();
    }

    /** Whatever the listener's type says: a tombstone has no value. */
    @SuppressWarnings("NullAway")
    private static ConsumerRecord<byte[], byte @Nullable []> withNullableValue(
            ConsumerRecord<byte[], byte[]> record) {
        return record;
    }

    private Reading read(ConsumerRecord<byte[], byte @Nullable []> record) {
        ConnectionKey key = null;
        try {
            key = key(record);
            CloudEvent event = KafkaCloudEvents.fromRecord(record);
            return new Reading.Readable(record, key, event, Inputs.of(record.offset(), key, event));
        } catch (Unreadability e) {
            return new Reading.Unreadable(record, key, e.reason());
        } catch (MalformedEvent e) {
            return new Reading.Unreadable(
                    record, key, new Reason("malformed", brief(String.valueOf(e.getMessage()))));
        } catch (RuntimeException | StackOverflowError e) {
            LOGGER.atError()
                    .addKeyValue("partition", record.partition())
                    .addKeyValue("offset", record.offset())
                    .setCause(e)
                    .log("an input broke its reader and is put aside: a bug");
            return new Reading.Unreadable(
                    record, key, new Reason("unreadable", e.getClass().getSimpleName()));
        }
    }

    private static String brief(String detail) {
        return detail.length() <= LONGEST_DETAIL ? detail : detail.substring(0, LONGEST_DETAIL);
    }

    private ConnectionKey key(ConsumerRecord<byte[], byte @Nullable []> record) {
        byte @Nullable [] bytes = record.key();
        if (bytes == null) {
            throw new Unreadability("no-key", "the record has no key");
        }
        String text = new String(bytes, UTF_8);
        ConnectionKey key;
        try {
            key = ConnectionKey.parse(text);
        } catch (IllegalArgumentException e) {
            throw new Unreadability("not-a-connection-key", "the key is no connection's");
        }
        if (!NangoGrammar.isIntegrationKey(key.integration())
                || !NangoGrammar.isConnectionId(key.connectionId())) {
            throw new Unreadability("not-a-connection-key", "the ids are against Nango's grammar");
        }
        if (!key.encoded().equals(text)) {
            throw new Unreadability("not-a-connection-key", "the key is not encoded as agreed");
        }
        if (ConnectionPartition.of(key, partitions) != record.partition()) {
            // Two partitions would be two orders for one connection.
            throw new Unreadability("wrong-partition", "the key belongs on another partition");
        }
        return key;
    }
}

package io.tributary.store.parking;

import static java.util.Objects.requireNonNull;

import io.tributary.events.Topics;
import io.tributary.kafka.ParkedRecord;
import io.tributary.store.parking.ParkedInput.Place;

import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.errors.InterruptException;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.kafka.core.KafkaOperations;
import org.springframework.transaction.support.TransactionTemplate;

import java.util.Optional;
import java.util.concurrent.ExecutionException;

/**
 * Table {@code redrive}. The mark is made in a transaction that spans the sending: a concurrent
 * call waits for it and then does nothing; whoever is killed before the commit has made no mark, so
 * that a repeated call sends once more. Nothing is lost that way; what is on the topic twice
 * changes nothing, because for the store a repeated claim only asks again.
 */
final class RedriveMarks {

    private final JdbcTemplate jdbc;
    private final TransactionTemplate transaction;
    private final KafkaOperations<byte[], byte[]> kafka;

    RedriveMarks(
            JdbcTemplate jdbc,
            TransactionTemplate transaction,
            KafkaOperations<byte[], byte[]> kafka) {
        this.jdbc = jdbc;
        this.transaction = transaction;
        this.kafka = kafka;
    }

    /** Where it is now; none if another call redrove it. */
    Optional<Place> sendOnce(
            Place place, ConsumerRecord<byte[], byte @Nullable []> record, String by) {
        return requireNonNull(
                transaction.execute(
                        _ -> {
                            // Sending may take as long as the producer waits for the brokers.
                            jdbc.execute("set local idle_in_transaction_session_timeout = '60s'");
                            int marked =
                                    jdbc.update(
                                            "insert into redrive (partition, \"offset\","
                                                + " redriven_by) values (?, ?, ?) on conflict do"
                                                + " nothing",
                                            place.partition(),
                                            place.offset(),
                                            by);
                            return marked == 0
                                    ? Optional.empty()
                                    : Optional.of(send(place, record));
                        }));
    }

    private Place send(Place place, ConsumerRecord<byte[], byte @Nullable []> record) {
        RecordMetadata sent =
                sent(
                        ParkedRecord.redriven(
                                record, Topics.INBOX, place.partition(), place.offset()));
        jdbc.update(
                "update redrive set to_partition = ?, to_offset = ?"
                        + " where partition = ? and \"offset\" = ?",
                sent.partition(),
                sent.offset(),
                place.partition(),
                place.offset());
        return new Place(sent.partition(), sent.offset());
    }

    private RecordMetadata sent(ProducerRecord<byte[], byte[]> record) {
        try {
            // Ends by itself: the producer's delivery timeout.
            return kafka.send(record).get().getRecordMetadata();
        } catch (InterruptedException e) {
            // Sets the interrupt flag again.
            throw new InterruptException(e);
        } catch (ExecutionException e) {
            throw new KafkaException("the brokers did not take a redriven input", e.getCause());
        }
    }
}

package io.tributary.store.api;

import io.swagger.v3.oas.annotations.media.Schema;
import io.tributary.store.parking.ParkedInput;

import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.header.Header;
import org.jspecify.annotations.Nullable;

import java.util.ArrayList;
import java.util.List;

/** A parked input with its bytes. */
@Schema(name = "ParkedInputWithBytes", description = "A parked input, with its headers and bytes.")
record ParkedDetailView(
        @Schema(description = "As the list shows it.") ParkedView input,
        @Schema(description = "Null if neither topic has it any more: both keep it for 90 days.")
                @Nullable RecordView record) {

    /** A Kafka record. */
    @Schema(name = "KafkaRecord", description = "A record as it is on a topic now.")
    record RecordView(
            @Schema(
                            description =
                                    "Where it was read: nango.inbox while it is there, else its"
                                            + " copy on nango.inbox.parked.")
                    String topic,
            @Schema(description = "Partition where it was read.") int partition,
            @Schema(description = "Offset where it was read.") long offset,
            @Schema(description = "Null if it has none.") @Nullable BytesView key,
            @Schema(description = "In the record's order.") List<HeaderView> headers,
            @Schema(description = "Null if it has none (a tombstone).") @Nullable BytesView value) {

        static RecordView of(ConsumerRecord<byte[], byte @Nullable []> record) {
            List<HeaderView> headers = new ArrayList<>();
            for (Header header : record.headers()) {
                headers.add(new HeaderView(header.key(), BytesView.of(header.value())));
            }
            return new RecordView(
                    record.topic(),
                    record.partition(),
                    record.offset(),
                    BytesView.of(record.key()),
                    headers,
                    BytesView.of(record.value()));
        }
    }

    /** A header of a record. */
    @Schema(name = "KafkaHeader", description = "A header of a record.")
    record HeaderView(
            @Schema(description = "Its name; it may occur again.") String name,
            @Schema(description = "Null if it has none.") @Nullable BytesView value) {}

    static ParkedDetailView of(
            ParkedInput input, @Nullable ConsumerRecord<byte[], byte @Nullable []> record) {
        return new ParkedDetailView(
                ParkedView.of(input), record == null ? null : RecordView.of(record));
    }
}

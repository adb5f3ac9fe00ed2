package io.tributary.kafka;

import static org.assertj.core.api.Assertions.assertThat;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.tributary.events.Topics;

import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.apache.kafka.common.record.TimestampType;
import org.junit.jupiter.api.Test;

import java.util.Arrays;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

class ParkedRecordTest {

    private static final byte[] KEY = "dev/github/octo".getBytes(UTF_8);
    private static final byte[] NO_UTF8 = {(byte) 0xff, 0, 1};

    @Test
    void keepsTheBytesAndTellsWhereTheyWere() {
        ProducerRecord<byte[], byte[]> parked = park(record(KEY, NO_UTF8, headers("ce_id", "7")));

        assertThat(parked.topic()).isEqualTo("nango.inbox.parked");
        assertThat(parked.partition()).isEqualTo(3);
        assertThat(parked.key()).isEqualTo(KEY);
        assertThat(parked.value()).isEqualTo(NO_UTF8);
        assertThat(texts(parked.headers()))
                .containsExactlyInAnyOrderEntriesOf(
                        Map.of(
                                "ce_id", "7",
                                "parked_topic", "nango.inbox",
                                "parked_partition", "3",
                                "parked_offset", "17",
                                "parked_timestamp", "1700000000000",
                                "parked_group", "connection-store",
                                "parked_reason", "malformed",
                                "parked_detail", "not JSON",
                                "parked_redrives", "0"));
    }

    @Test
    void whatHasNeitherKeyNorValueHasNoneThere() {
        ProducerRecord<byte[], byte[]> parked = park(record(null, null, new RecordHeaders()));

        assertThat(parked.key()).isNull();
        assertThat(parked.value()).isNull();
    }

    @Test
    void parkedAgainItKeepsTheCountOfRedrivesOnly() {
        Headers before =
                headers("parked_redrives", "2").add("parked_reason", "older".getBytes(UTF_8));

        ProducerRecord<byte[], byte[]> parked = park(record(KEY, NO_UTF8, before));

        assertThat(texts(parked.headers()))
                .containsEntry("parked_redrives", "2")
                .containsEntry("parked_reason", "malformed");
        assertThat(parked.headers().headers("parked_reason")).hasSize(1);
    }

    @Test
    void redrivenItIsAsItWasWithOneRedriveMore() {
        ProducerRecord<byte[], byte[]> parked = park(record(KEY, NO_UTF8, headers("ce_id", "7")));

        ProducerRecord<byte[], byte[]> redriven =
                ParkedRecord.redriven(record(KEY, NO_UTF8, parked.headers()), Topics.INBOX, 3, 17);

        assertThat(redriven.topic()).isEqualTo("nango.inbox");
        assertThat(redriven.partition()).isNull();
        assertThat(redriven.key()).isEqualTo(KEY);
        assertThat(redriven.value()).isEqualTo(NO_UTF8);
        assertThat(texts(redriven.headers()))
                .containsExactlyInAnyOrderEntriesOf(
                        Map.of(
                                "ce_id", "7",
                                "parked_redrives", "1",
                                "redriven_from", "nango.inbox/3/17"));
    }

    @Test
    void withoutAKeyItIsRedrivenToThePartitionWhereItWas() {
        ProducerRecord<byte[], byte[]> redriven =
                ParkedRecord.redriven(record(null, null, new RecordHeaders()), Topics.INBOX, 3, 17);

        assertThat(redriven.partition()).isEqualTo(3);
        assertThat(redriven.key()).isNull();
        assertThat(redriven.value()).isNull();
    }

    @Test
    void aCountThatIsNoNumberIsTheHighest() {
        assertThat(ParkedRecord.redrives(new RecordHeaders())).isZero();
        assertThat(ParkedRecord.redrives(headers("parked_redrives", "2"))).isEqualTo(2);
        assertThat(ParkedRecord.redrives(headers("parked_redrives", "-1"))).isEqualTo(3);
        assertThat(ParkedRecord.redrives(headers("parked_redrives", "many"))).isEqualTo(3);
    }

    private static ProducerRecord<byte[], byte[]> park(ConsumerRecord<byte[], byte[]> record) {
        return ParkedRecord.of(
                record, Topics.parked(Topics.INBOX), "connection-store", "malformed", "not JSON");
    }

    private static ConsumerRecord<byte[], byte[]> record(
            byte[] key, byte[] value, Headers headers) {
        return new ConsumerRecord<>(
                "nango.inbox",
                3,
                17,
                1_700_000_000_000L,
                TimestampType.LOG_APPEND_TIME,
                0,
                0,
                key,
                value,
                headers,
                Optional.empty());
    }

    private static Headers headers(String name, String value) {
        return new RecordHeaders().add(name, value.getBytes(UTF_8));
    }

    private static Map<String, String> texts(Headers headers) {
        return Arrays.stream(headers.toArray())
                .collect(
                        Collectors.toMap(
                                header -> header.key(),
                                header -> new String(header.value(), UTF_8)));
    }
}

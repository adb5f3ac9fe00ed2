package io.tributary.worker.api;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.annotation.JsonRawValue;

import io.swagger.v3.oas.annotations.media.Schema;
import io.tributary.worker.job.Diagnosis;
import io.tributary.worker.pull.FirstPage;

import org.apache.kafka.clients.producer.ProducerRecord;
import org.jspecify.annotations.Nullable;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** What came of a dry run. */
@Schema(name = "DryRun", description = "The first page of a pull, as it would be published.")
record DryRunView(
        @Schema(description = "The call to the provider; null if it could not be made up.")
                @Nullable CallView call,
        @Schema(description = "How many records of the page would be published.") int count,
        @Schema(description = "The first of them: 20, or fewer if they are large.")
                List<RecordView> records,
        @Schema(
                        description =
                                "The call for the next page; null if this is the last one, or"
                                        + " trouble came before it was known.")
                @Nullable CallView next,
        @Schema(
                        description =
                                "What to look at although nothing would stop a run: a first page"
                                        + " that is full and names no next one, where the"
                                        + " definition has nothing to tell that from the end by;"
                                        + " null if nothing.")
                @Nullable String remark,
        @Schema(description = "What would have stopped a run here; null if nothing.")
                @Nullable TroubleView trouble) {

    /** A call to the provider. */
    @Schema(name = "Call", description = "A call to the provider, by way of Nango's proxy.")
    record CallView(
            @Schema(description = "GET or POST.") String method,
            @Schema(description = "Path and query, below the provider's base URL.") String target,
            @Schema(description = "JSON that is posted, as text.") @Nullable String body) {

        static @Nullable CallView of(FirstPage.@Nullable Call call) {
            return call == null
                    ? null
                    : new CallView(
                            call.method(),
                            call.target(),
                            call.body() == null ? null : new String(call.body(), UTF_8));
        }
    }

    /** A record for Kafka. */
    @Schema(name = "DryRunRecord", description = "A record as it would be published to Kafka.")
    record RecordView(
            @Schema(description = "The topic.", example = "nango.records.Contact") String topic,
            @Schema(description = "Its partition, by the connection.") int partition,
            @Schema(description = "The key.") String key,
            @Schema(
                            description =
                                    "The headers; syncrun is the nil UUID and syncfence 0, as no"
                                            + " run publishes it.")
                    Map<String, String> headers,
            @Schema(
                            types = "object",
                            implementation = Object.class,
                            description = "The value: JSON, see the JSON Schema of its dataschema.")
                    @JsonRawValue
                    String value) {

        static RecordView of(ProducerRecord<byte[], byte[]> record) {
            Map<String, String> headers = new TreeMap<>();
            record.headers()
                    .forEach(
                            header -> headers.put(header.key(), new String(header.value(), UTF_8)));
            return new RecordView(
                    record.topic(),
                    record.partition(),
                    new String(record.key(), UTF_8),
                    headers,
                    new String(record.value(), UTF_8));
        }
    }

    /** What would stop a run. */
    @Schema(name = "Trouble", description = "What would stop a run, as its run would tell it.")
    record TroubleView(
            @Schema(description = "For programs.", example = "records_not_found") String code,
            @Schema(description = "For operators: what is wrong, and what to do.") String sentence,
            @Schema(
                            description =
                                    "waits: a run would try again, for as long as its kind of"
                                        + " trouble is given. fails: it would need an operator.",
                            allowableValues = {"waits", "fails"})
                    String run) {}

    static DryRunView of(FirstPage page, Diagnosis diagnosis) {
        RuntimeException trouble = page.trouble();
        return new DryRunView(
                CallView.of(page.call()),
                page.count(),
                page.shown().stream().map(RecordView::of).toList(),
                CallView.of(page.next()),
                page.remark(),
                trouble == null ? null : trouble(diagnosis.of(trouble)));
    }

    private static TroubleView trouble(Diagnosis.Finding finding) {
        return new TroubleView(
                finding.reason().code(),
                finding.reason().sentence(),
                finding.isTriedAgain() ? "waits" : "fails");
    }
}

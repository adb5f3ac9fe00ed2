package io.tributary.worker.pull;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.tributary.events.ConnectionKey;
import io.tributary.events.EventCodec;
import io.tributary.events.RecordChange;
import io.tributary.worker.definition.Definition;
import io.tributary.worker.definition.Endpoint;
import io.tributary.worker.definition.FieldPath;
import io.tributary.worker.definition.Paging;
import io.tributary.worker.definition.Template;
import io.tributary.worker.run.Lease;
import io.tributary.worker.run.Position;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import java.net.http.HttpHeaders;
import java.util.List;
import java.util.Map;
import java.util.UUID;

class RecordExtractionTest {

    private static final HttpHeaders NO_HEADERS = HttpHeaders.of(Map.of(), (_, _) -> true);
    private static final Lease LEASE =
            new Lease(
                    UUID.randomUUID(),
                    new ConnectionKey("dev", "crm", "c"),
                    "Contact",
                    1,
                    Position.first());

    private final RecordExtraction extraction = new RecordExtraction();
    private final PageJson json = new PageJson();

    @Test
    void takesRecordsFromWhereTheDefinitionSaysKeepingEveryDigit() {
        String record = "{\"key\":{\"id\":9007199254740993},\"amount\":1.10,\"big\":1e400}";

        List<RecordChange> records =
                extract("{\"data\":{\"items\":[" + record + "]}}", "data.items", "key.id");

        assertThat(records).hasSize(1);
        assertThat(records.getFirst().recordId()).isEqualTo("9007199254740993");
        assertThat(new String(EventCodec.encode(records.getFirst().record()), UTF_8))
                .contains("\"id\":9007199254740993", "\"amount\":1.10", "1E+400");
    }

    /** PostgreSQL refuses NUL: the run could not even fail. */
    @Test
    void tellsOfARecordWithoutIdInWordsThatTheDatabaseTakes() {
        String record = "{\"\\u0000" + "x".repeat(10_000) + "\":1}";

        assertThatThrownBy(() -> extract("[" + record + "]", "", "id"))
                .hasMessageContaining("record_without_id")
                .satisfies(
                        failure ->
                                assertThat(failure.getMessage())
                                        .doesNotContain("\0")
                                        .hasSizeLessThan(1_000));
    }

    @Test
    void takesAnEmptyPage() {
        assertThat(extract("[]", "", "id")).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "{\"items\":{}} | items | records_not_found",
                "{\"items\":null} | items | records_not_found",
                "{} | items | records_not_found",
                "\"text\" | items | records_not_found",
                "{\"secret\":\"x\"} | `` | records_not_found",
                "[{\"name\":\"secret\"}] | `` | record_without_id",
                "[{\"id\":null}] | `` | record_without_id",
                "[{\"id\":\"\"}] | `` | record_without_id",
                "[{\"id\":1.5}] | `` | record_without_id",
                "[{\"id\":{\"a\":1}}] | `` | record_without_id",
                "[7] | `` | record_without_id",
            })
    void refusesWhatTheDefinitionDoesNotSayWithoutQuotingValues(
            String page, String records, String code) {
        assertThatThrownBy(() -> extract(page, records, "id"))
                .isInstanceOfSatisfying(
                        PullFailed.class,
                        e -> {
                            Trouble.Unfit unfit = (Trouble.Unfit) e.trouble();
                            assertThat(unfit.code()).isEqualTo(code);
                            assertThat(unfit.sentence()).contains("'contacts'");
                            assertThat(unfit.sentence()).doesNotContain("\"secret\"", "text");
                        });
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {"``", "<html>", "[1] [2]", "{", "[1,]"})
    void refusesWhatIsNotJson(String body) {
        assertThatThrownBy(() -> json.read(body.getBytes(UTF_8), NO_HEADERS))
                .isInstanceOfSatisfying(
                        PullFailed.class,
                        e ->
                                assertThat(((Trouble.Unfit) e.trouble()).code())
                                        .isEqualTo("page_not_json"));
    }

    private List<RecordChange> extract(String page, String records, String id) {
        Definition definition =
                new Definition(
                        "contacts",
                        List.of("crm"),
                        List.of(),
                        "Contact",
                        new Endpoint(Template.of("/x"), null, null, Endpoint.Method.GET, null),
                        FieldPath.of(records),
                        FieldPath.of(id),
                        new Paging(
                                Paging.Kind.LINK_HEADER,
                                100,
                                "",
                                10,
                                Paging.FullPageWithoutLink.FAIL));
        return extraction.records(
                LEASE,
                definition,
                new Page(NO_HEADERS, json.read(page.getBytes(UTF_8), NO_HEADERS)));
    }
}

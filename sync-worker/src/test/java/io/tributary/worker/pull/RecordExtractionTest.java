package io.tributary.worker.pull;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;

import io.tributary.events.ConnectionKey;
import io.tributary.events.EventCodec;
import io.tributary.events.RecordChange;
import io.tributary.worker.definition.Definition;
import io.tributary.worker.definition.Endpoint;
import io.tributary.worker.definition.EndpointCall;
import io.tributary.worker.definition.FieldPath;
import io.tributary.worker.definition.Template;
import io.tributary.worker.run.Position;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.stream.Stream;

class RecordExtractionTest {

    private static final String[] CURSOR = {"kind=cursor", "path=next", "parameter=c"};

    private final RecordExtraction extraction = new RecordExtraction(new PageJson());

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

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "[] | ``",
                "null | ``",
                "{\"items\":[]} | items",
                "{\"items\":null} | items",
                "{\"data\":{\"items\":null}} | data.items",
            })
    void takesAnEmptyPage(String page, String records) {
        assertThat(extract(page, records, "id")).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "{} | items | true",
                "{\"next\":\"x\"} | items | true",
                "{} | data.items | true",
                "{\"data\":{}} | data.items | true",
                "{\"data\":null} | data.items | true",
                "{\"items\":{}} | items | false",
                "{\"data\":[]} | data.items | false",
                "{\"data\":\"x\"} | data.items | false",
                "[] | items | false",
                "null | items | false",
            })
    void takesAPageWithoutTheArrayOnlyWhereTheDefinitionSaysSo(
            String page, String records, boolean isLeftOut) {
        assertThatThrownBy(() -> extract(page, records, "id"))
                .satisfies(e -> assertThat(codeOf(e)).isEqualTo("records_not_found"))
                .satisfies(
                        e ->
                                assertThat(
                                                e.getMessage()
                                                        .contains("set its records-may-be-missing"))
                                        .isEqualTo(isLeftOut));
        if (isLeftOut) {
            assertThat(extractLenient(page, records).records()).isZero();
        } else {
            assertThatThrownBy(() -> extractLenient(page, records))
                    .satisfies(e -> assertThat(codeOf(e)).isEqualTo("records_not_found"));
        }
    }

    private PageSummary extractLenient(String page, String records) {
        try (Page answered = Pages.of(page.getBytes(UTF_8))) {
            return extraction.extract(order(records, "id", true, CURSOR), answered, _ -> {});
        }
    }

    /** In whichever way it has no records. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"items\":[],\"next\":\"x\"}",
                "{\"next\":\"x\",\"items\":null}",
                "{\"next\":\"x\"}",
            })
    void goesOnAfterAnEmptyPageWithACursor(String page) {
        PagingTrial trial = new PagingTrial(CURSOR);

        Position next = trial.after(Position.first(), extractLenient(page, "items"));

        assertThat(trial.target(next)).contains("c=x");
        assertThat(next.emptyPages()).isEqualTo(1);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "kind=link-header page-size=100",
                "kind=next-link path=next has-more=more",
                "kind=cursor path=next parameter=c has-more=more",
                "kind=offset parameter=o total=total",
                "kind=page-number parameter=p has-more=more",
                "kind=last-id parameter=a",
            })
    void endsWhereTheProviderSaysByItsStatusThatThereIsNothing(String paging) {
        PagingTrial trial = new PagingTrial(paging.split(" "));

        try (Page page = Pages.none()) {
            PageSummary summary = extraction.extract(order("items", "id"), page, _ -> {});

            assertThat(trial.after(Position.first(), summary).isEnd()).isTrue();
        }
    }

    /** The page before said that there were more. */
    @Test
    void doesNotTakeAStatusForATotal() {
        PagingTrial trial = new PagingTrial("kind=offset", "parameter=o", "total=total");
        Position second = trial.after(Position.first(), 1, "total=2");

        try (Page page = Pages.none()) {
            PageSummary summary = extraction.extract(order("items", "id"), page, _ -> {});

            assertThatThrownBy(() -> trial.after(second, summary))
                    .satisfies(e -> assertThat(codeOf(e)).isEqualTo("total_unreadable"));
        }
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "{\"items\":{}} | items | records_not_found",
                "{\"a\":null} | a.items | records_not_found",
                "null | items | records_not_found",
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
            value = {"``", "<html>", "[{\"id\":1}] [2]", "{", "[{\"id\":1},]", "[{\"id\":1}"})
    void refusesWhatIsNotJson(String body) {
        assertThatThrownBy(() -> extract(body, "", "id"))
                .satisfies(e -> assertThat(codeOf(e)).isEqualTo("page_not_json"));
    }

    /** A page of maintenance, which the sorting outlasts. */
    @ParameterizedTest
    @CsvSource({
        "text/html, <html>, page_wrong_type",
        "text/html; charset=utf-8, '', page_wrong_type",
        "text/plain, back soon, page_wrong_type",
        "application/vnd.api+JSON, <html>, page_not_json",
    })
    void tellsWhatIsNoJsonByItsType(String type, String body, String code) {
        assertThatThrownBy(
                        () -> {
                            try (Page page = Pages.of(type, body.getBytes(UTF_8))) {
                                extraction.extract(order("", "id"), page, _ -> {});
                            }
                        })
                .satisfies(e -> assertThat(codeOf(e)).isEqualTo(code));
    }

    @Test
    void takesABodyThatIsNotUtf8ForNoJson() {
        byte[] latin = "[{\"id\":\"\u00e9\"}]".getBytes(ISO_8859_1);

        assertThatThrownBy(
                        () -> {
                            try (Page page = Pages.of(latin)) {
                                extraction.extract(order("", "id"), page, _ -> {});
                            }
                        })
                .satisfies(e -> assertThat(codeOf(e)).isEqualTo("page_not_json"));
    }

    /** Whatever stands after the records, they were handed on as they came. */
    @Test
    void takesRecordsWhereverTheyStandAndPassesOverTheRest() {
        String other = "{\"items\":[{\"id\":\"no\"}],\"deep\":[[[{}]]]}";

        List<RecordChange> records =
                extract(
                        "{\"a\":%s,\"items.x\":[7],\"items\":[{\"id\":\"yes\"}],\"z\":[%s]}"
                                .formatted(other, other),
                        "items",
                        "id");

        assertThat(records).extracting(RecordChange::recordId).containsExactly("yes");
    }

    @Test
    void handsOnTheSameIdTwiceInItsOrder() {
        List<RecordChange> records =
                extract("[{\"id\":1,\"v\":1},{\"id\":2},{\"id\":1,\"v\":2}]", "", "id");

        assertThat(records).extracting(RecordChange::recordId).containsExactly("1", "2", "1");
        assertThat(records.getLast().record().path("v").intValue()).isEqualTo(2);
    }

    @Test
    void countsTheLastOfAMemberThatComesTwice() {
        List<RecordChange> records = extract("[{\"id\":1,\"v\":1,\"v\":2}]", "", "id");

        assertThat(new String(EventCodec.encode(records.getFirst().record()), UTF_8))
                .isEqualTo("{\"id\":1,\"v\":2}");
    }

    @Test
    void keepsHalfASurrogatePairAndNulInARecord() {
        String record = "{\"id\":1,\"half\":\"\\ud800\",\"nul\":\"\\u0000\"}";

        List<RecordChange> records = extract("[" + record + "]", "", "id");

        assertThat(new String(EventCodec.encode(records.getFirst().record()), UTF_8))
                .isEqualTo(record);
    }

    @Test
    void publishesARecordAsDeepAsItMayBe() {
        // The page, its records and the record itself are levels as well.
        String deep = "[".repeat(PageJson.DEEPEST - 2) + "]".repeat(PageJson.DEEPEST - 2);

        List<RecordChange> records = extract("[{\"id\":1,\"deep\":" + deep + "}]", "", "id");

        assertThat(EventCodec.encode(records.getFirst())).hasSizeGreaterThan(deep.length());
    }

    @ParameterizedTest
    @MethodSource
    void refusesWhatNoWorkerReads(String page, String code) {
        assertThatThrownBy(() -> extract(page, "", "id"))
                .satisfies(
                        e -> {
                            assertThat(codeOf(e)).isEqualTo(code);
                            assertThat(e.getMessage()).hasSizeLessThan(1_000);
                        });
    }

    static Stream<Arguments> refusesWhatNoWorkerReads() {
        return Stream.of(
                Arguments.of("[{\"id\":1,\"deep\":" + "[".repeat(100_000), "page_beyond_limits"),
                Arguments.of("[{\"id\":" + "9".repeat(2_000) + "}]", "page_beyond_limits"),
                Arguments.of("[{\"id\":\"a\\ud800\"}]", "record_id_unfit"),
                Arguments.of("[{\"id\":\"" + "x".repeat(1_001) + "\"}]", "record_id_unfit"));
    }

    @Test
    void refusesAPageWhoseRecordsComeTwice() {
        assertThatThrownBy(() -> extract("{\"r\":[{\"id\":1}],\"r\":[]}", "r", "id"))
                .satisfies(e -> assertThat(codeOf(e)).isEqualTo("records_twice"));
        assertThatThrownBy(() -> extract("{\"r\":null,\"r\":[{\"id\":1}]}", "r", "id"))
                .satisfies(e -> assertThat(codeOf(e)).isEqualTo("records_twice"));
    }

    @Test
    void tellsPagesOfOtherRecordsApart() {
        assertThat(fingerprint("[{\"id\":1},{\"id\":2}]"))
                .isEqualTo(fingerprint("[{\"id\":1,\"v\":3},{\"id\":2}]"))
                .isNotEqualTo(fingerprint("[{\"id\":2},{\"id\":1}]"))
                .isNotEqualTo(fingerprint("[{\"id\":12}]"));
    }

    @Test
    void readsAPageOfFiftyMegabytesHoldingOneRecordAtATime() {
        String rest = ",\"text\":\"" + "x".repeat(5_000) + "\"}";
        List<String> seen = new ArrayList<>();

        try (Page page = Pages.of(10_000, n -> "{\"id\":" + n + rest)) {
            PageSummary summary =
                    extraction.extract(order("", "id"), page, r -> seen.add(r.recordId()));
            assertThat(page.content().isInFile()).isTrue();
            assertThat(summary.records()).isEqualTo(10_000);
            assertThat(summary.lastId().intValue()).isEqualTo(9_999);
            assertThat(extraction.extract(order("", "id"), page, _ -> {}).fingerprint())
                    .as("of a second reading")
                    .isEqualTo(summary.fingerprint());
        }

        assertThat(seen).hasSize(10_000).doesNotHaveDuplicates();
    }

    private List<RecordChange> extract(String page, String records, String id) {
        List<RecordChange> extracted = new ArrayList<>();
        summary(page, records, id, extracted::add);
        return extracted;
    }

    private PageSummary summary(
            String page, String records, String id, Consumer<RecordChange> consumer) {
        try (Page answered = Pages.of(page.getBytes(UTF_8))) {
            return extraction.extract(order(records, id), answered, consumer);
        }
    }

    private String fingerprint(String page) {
        return summary(page, "", "id", _ -> {}).fingerprint();
    }

    private static Order order(String records, String id) {
        return order(records, id, false, "kind=link-header", "page-size=100");
    }

    private static Order order(String records, String id, boolean mayBeMissing, String... paging) {
        return new Order(
                new ConnectionKey("dev", "crm", "c"),
                new Definition(
                        "contacts",
                        List.of("crm"),
                        List.of(),
                        "Contact",
                        new Endpoint(Template.of("/x"), null, null, Endpoint.Method.GET, null),
                        FieldPath.of(records),
                        mayBeMissing,
                        FieldPath.of(id),
                        PagingTrial.paging(paging),
                        null),
                new EndpointCall(Endpoint.Method.GET, "/x", Map.of(), Map.of(), null));
    }

    private static String codeOf(Throwable failure) {
        return ((Trouble.Unfit) ((PullFailed) failure).trouble()).code();
    }
}

package io.tributary.worker.pull;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tributary.worker.run.Position;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import java.math.BigInteger;
import java.util.List;

/** From page to page, by each kind of paging; pages are of 100. */
class NextPageTest {

    private static final int FULL = 100;

    private final PagingTrial links =
            new PagingTrial("kind=link-header", "page-size-parameter=per_page");
    private final Position atPageTwo =
            Position.first().then("https://crm.example/v1/contacts?page=2", FULL);

    @Test
    void asksForTheFirstPageAsTheDefinitionSays() {
        assertThat(links.target(Position.first()))
                .isEqualTo("/v1/contacts?per_page=100&q=a%20b%26c");
    }

    @ParameterizedTest
    @CsvSource({
        "https://crm.example/v1/contacts?page=3, /v1/contacts?page=3",
        "https://CRM.example:443/v1/contacts?page=3, /v1/contacts?page=3",
        "https://crm.example/base/v1/contacts?page=3, /v1/contacts?page=3",
        "https://crm.example/by-id/77?page=3, /by-id/77?page=3",
        "https://crm.example/a%2Fb?c=%5B1%5D, /a%2Fb?c=%5B1%5D",
        "/v1/contacts?page=3, /v1/contacts?page=3",
        "?page=3, /v1/contacts?page=3",
    })
    void followsALinkInAHeaderOrInThePage(String link, String target) {
        PagingTrial inPage = new PagingTrial("kind=next-link", "path=paging.next");

        Position byHeader = links.linked(atPageTwo, "<" + link + ">; rel=next", FULL);
        Position byPage = inPage.after(atPageTwo, FULL, "paging.next=" + quoted(link));

        assertThat(List.of(byHeader, byPage)).allMatch(next -> next.page() == 2);
        assertThat(links.target(byHeader)).isEqualTo(target);
        assertThat(inPage.target(byPage)).isEqualTo(target);
    }

    @Test
    void acceptsAnyHostInTheFirstLink() {
        Position next =
                links.linked(
                        Position.first(), "<https://api.crm.example/x?page=2>; rel=next", FULL);

        assertThat(links.target(next)).isEqualTo("/x?page=2");
    }

    /** Page one's own address is relative: nobody knows its host, and none is needed. */
    @Test
    void takesTheHostOfTheFirstLinkForThatOfAllFurther() {
        Position two =
                links.linked(Position.first(), "<https://one.example/x?page=2>; rel=next", FULL);

        Position three = links.linked(two, "<https://one.example/x?page=3>; rel=next", FULL);

        assertThat(links.target(three)).isEqualTo("/x?page=3");
        assertThatThrownBy(
                        () -> links.linked(two, "<https://other.example/x?page=3>; rel=next", FULL))
                .satisfies(e -> assertThat(PagingTrial.codeOf(e)).isEqualTo("next_link_refused"));
    }

    @Test
    void countsPagesFromOneInSentences() {
        assertThatThrownBy(() -> links.after(Position.first(), FULL))
                .hasMessageContaining("Page 1 is full");
        assertThatThrownBy(() -> links.linked(atPageTwo, "<ftp://crm.example/>; rel=next", FULL))
                .hasMessageContaining("after page 2 ");
        assertThatThrownBy(
                        () ->
                                new PagingTrial("kind=next-link", "path=next")
                                        .after(Position.first(), FULL, "next={}"))
                .hasMessageContaining("Page 1 has no link");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "https://evil.example/v1/contacts?page=3",
                "https://crm.example:8443/v1/contacts?page=3",
                "http://crm.example/v1/contacts?page=3",
                "//evil.example/v1/contacts?page=3",
                "https://crm.example@evil.example/v1/contacts",
                "ftp://crm.example/v1/contacts",
                "mailto:someone@crm.example",
                "https://crm.example/a b",
            })
    void refusesALinkThatLeadsElsewhere(String link) {
        PagingTrial inPage = new PagingTrial("kind=next-link", "path=next");

        assertThatThrownBy(() -> links.linked(atPageTwo, "<" + link + ">; rel=next", FULL))
                .satisfies(e -> assertThat(PagingTrial.codeOf(e)).isEqualTo("next_link_refused"));
        assertThatThrownBy(() -> inPage.after(atPageTwo, FULL, "next=" + quoted(link)))
                .satisfies(e -> assertThat(PagingTrial.codeOf(e)).isEqualTo("next_link_refused"));
    }

    @Test
    void endsWhereALinkHeaderNamesNoNextPage() {
        assertThat(links.linked(atPageTwo, "<https://crm.example/?page=1>; rel=first", FULL))
                .matches(Position::isEnd);
    }

    @Test
    void endsAtAShortPageWithoutALink() {
        assertThat(links.after(Position.first(), FULL - 1).isEnd()).isTrue();
    }

    @Test
    void doesNotTakeAFullPageWithoutALinkForTheLast() {
        for (Position position : List.of(Position.first(), atPageTwo)) {
            assertThatThrownBy(() -> links.after(position, FULL))
                    .satisfies(
                            e ->
                                    assertThat(PagingTrial.codeOf(e))
                                            .isEqualTo("link_header_missing"));
        }
    }

    @Test
    void takesItForTheLastWhereTheOperatorSaysSo() {
        PagingTrial trusting = new PagingTrial("kind=link-header", "full-page-without-link=end");

        assertThat(trusting.after(Position.first(), FULL).isEnd()).isTrue();
    }

    /** What a page says besides its records, by kind, and what follows. */
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            nullValues = "-",
            value = {
                "kind=next-link path=next | 100 | next=null | end",
                "kind=next-link path=next | 100 | next=\"\" | end",
                "kind=next-link path=next | 100 | - | end",
                "kind=next-link path=next | 100 | next={} | next_link_unreadable",
                "kind=next-link path=next | 0 | next=\"?p=2\" | /v1/contacts?p=2",
                "kind=next-link path=@odata\\.nextLink | 1 | @odata\\.nextLink=\"?p=2\" |"
                        + " /v1/contacts?p=2",
                "kind=next-link path=next has-more=more | 1 | next=\"?p=2\" more=true |"
                        + " /v1/contacts?p=2",
                "kind=next-link path=next has-more=more | 100 | next=\"?p=2\" more=false | end",
                "kind=next-link path=next has-more=more | 1 | more=true | next_link_missing",
                "kind=next-link path=next has-more=more | 1 | next=\"?p=2\" | has_more_unreadable",
                "kind=next-link path=next | 1 | next=\"?p=${apiKey}\" | next_link_refused",
                "kind=cursor path=next parameter=c | 100 | next=\"a+/= b\" |"
                        + " /v1/contacts?c=a%2B%2F%3D%20b&q=a%20b%26c",
                "kind=cursor path=next parameter=c | 100 | next=12345678901234567890 |"
                        + " /v1/contacts?c=12345678901234567890&q=a%20b%26c",
                "kind=cursor path=next parameter=c | 0 | next=\"x\" | /v1/contacts?c=x&q=a%20b%26c",
                "kind=cursor path=next parameter=c | 100 | - | end",
                "kind=cursor path=next parameter=c | 100 | next=\" \" | end",
                "kind=cursor path=next parameter=c | 100 | next=false | end",
                "kind=cursor path=next parameter=c | 100 | next=true | cursor_unusable",
                "kind=cursor path=next parameter=c | 100 | next=[] | cursor_unusable",
                "kind=cursor path=next parameter=c | 100 | next=1.5 | cursor_unusable",
                "kind=cursor path=next parameter=c | 100 | next=\"\\ud800\" | cursor_unusable",
                "kind=cursor path=next parameter=c | 100 | next=\"\\u0000\" | cursor_unusable",
                "kind=cursor path=next parameter=c | 100 | next=\"${apiKey}\" | cursor_unusable",
                "kind=cursor path=next parameter=c has-more=more | 1 | next=\"x\" more=false | end",
                "kind=cursor path=next parameter=c has-more=more | 1 | next=\"x\" more=true |"
                        + " /v1/contacts?c=x&q=a%20b%26c",
                "kind=cursor path=next parameter=c has-more=more | 1 | more=true | cursor_missing",
                "kind=cursor path=next parameter=c has-more=more | 1 | next=\"x\" |"
                        + " has_more_unreadable",
                "kind=cursor path=next parameter=c has-more=more | 1 | next=\"x\" more=\"yes\" |"
                        + " has_more_unreadable",
                "kind=last-id parameter=after | 100 | - | /v1/contacts?after=99&q=a%20b%26c",
                "kind=last-id parameter=after | 1 | - | /v1/contacts?after=0&q=a%20b%26c",
                "kind=last-id parameter=after | 0 | - | end",
                "kind=last-id parameter=after short-page=end page-size=100 | 99 | - | end",
                "kind=last-id parameter=after has-more=more | 100 | more=false | end",
                "kind=last-id parameter=after has-more=more | 1 | more=true |"
                        + " /v1/contacts?after=0&q=a%20b%26c",
                "kind=last-id parameter=after has-more=more | 0 | more=true | paging_stuck",
                "kind=offset parameter=o | 100 | - | /v1/contacts?o=100&q=a%20b%26c",
                "kind=offset parameter=o first=1 | 7 | - | /v1/contacts?o=8&q=a%20b%26c",
                "kind=offset parameter=o | 0 | - | end",
                "kind=offset parameter=o short-page=end page-size=100 | 99 | - | end",
                "kind=offset parameter=o short-page=end page-size=100 | 100 | - |"
                        + " /v1/contacts?o=100&q=a%20b%26c",
                "kind=offset parameter=o total=total | 100 | total=101 |"
                        + " /v1/contacts?o=100&q=a%20b%26c",
                "kind=offset parameter=o total=total | 100 | total=\"100\" | end",
                // some came twice, so others may be to come
                "kind=offset parameter=o total=total | 100 | total=99 |"
                        + " /v1/contacts?o=100&q=a%20b%26c",
                "kind=offset parameter=o total=total | 99 | total=98 | end",
                "kind=offset parameter=o total=total | 0 | total=1 | total_not_reached",
                "kind=offset parameter=o total=total | 1 | - | total_unreadable",
                "kind=offset parameter=o total=total | 1 | total=-1 | total_unreadable",
                "kind=offset parameter=o has-more=more | 1 | more=false | end",
                "kind=offset parameter=o has-more=more | 0 | more=true | paging_stuck",
                "kind=page-number parameter=p | 100 | - | /v1/contacts?p=2&q=a%20b%26c",
                "kind=page-number parameter=p first=0 | 1 | - | /v1/contacts?p=1&q=a%20b%26c",
                "kind=page-number parameter=p short-page=end page-size=100 | 99 | - | end",
                "kind=page-number parameter=p | 0 | - | end",
                "kind=page-number parameter=p total=total | 60 | total=61 |"
                        + " /v1/contacts?p=2&q=a%20b%26c",
                "kind=page-number parameter=p has-more=more | 0 | more=true |"
                        + " /v1/contacts?p=2&q=a%20b%26c",
            })
    void goesOnEndsOrRefuses(String paging, int records, String said, String outcome) {
        PagingTrial trial = new PagingTrial(paging.split(" "));

        String became =
                PagingTrial.outcome(
                        () ->
                                trial.after(
                                        Position.first(),
                                        records,
                                        said == null ? new String[0] : said.split(" (?=[a-z]+=)")),
                        trial);

        assertThat(became).isEqualTo(outcome);
    }

    @ParameterizedTest
    @CsvSource({"offset, o=0", "page-number, o=1"})
    void saysOfTheFirstPageToo(String kind, String first) {
        assertThat(new PagingTrial("kind=" + kind, "parameter=o").target(Position.first()))
                .isEqualTo("/v1/contacts?" + first + "&q=a%20b%26c");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "cursor parameter=start path=next | {\"filter\":{\"a\":1},\"n\":100}"
                        + " | {\"filter\":{\"a\":1},\"n\":100,\"start\":\"x\"}",
                "offset parameter=filter.o"
                        + " | {\"filter\":{\"a\":1,\"o\":0},\"n\":100}"
                        + " | {\"filter\":{\"a\":1,\"o\":100},\"n\":100}",
                "cursor parameter=page\\.start path=next | {\"filter\":{\"a\":1},\"n\":100}"
                        + " | {\"filter\":{\"a\":1},\"n\":100,\"page.start\":\"x\"}",
                "last-id parameter=page.after | {\"filter\":{\"a\":1},\"n\":100}"
                        + " | {\"filter\":{\"a\":1},\"n\":100,\"page\":{\"after\":99}}",
            })
    void putsItsParametersIntoTheBodyWhereTheProviderTakesThemThere(
            String kind, String first, String second) {
        PagingTrial trial =
                new PagingTrial(
                        ("kind=" + kind + " parameters-in=body page-size-parameter=n").split(" "));

        Position next = trial.after(Position.first(), FULL, "next=\"x\"");

        assertThat(trial.body(Position.first())).isEqualTo(first);
        assertThat(trial.body(next)).isEqualTo(second);
        assertThat(trial.target(next)).isEqualTo("/v1/contacts?q=a%20b%26c");
    }

    /** Nango would send another number, and what lies between would be missing. */
    @ParameterizedTest
    @CsvSource({
        "9007199254740991, body, goes on",
        "-9007199254740991, body, goes on",
        "9007199254740993, body, cursor_unusable",
        "-9007199254740992, body, cursor_unusable",
        "12345678901234567890, body, cursor_unusable",
        "9007199254740993, query, goes on",
    })
    void putsNoNumberIntoABodyThatNangoWouldChange(String number, String place, String outcome) {
        PagingTrial cursors =
                new PagingTrial(
                        "kind=cursor", "path=next", "parameter=c", "parameters-in=" + place);
        PagingTrial ids =
                new PagingTrial("kind=last-id", "parameter=after", "parameters-in=" + place);

        assertThat(
                        List.of(
                                PagingTrial.code(
                                        () -> cursors.after(Position.first(), 1, "next=" + number)),
                                PagingTrial.code(() -> ids.endingWith(new BigInteger(number)))))
                .containsOnly(outcome);
        assertThat(cursors.after(Position.first(), 1, "next=\"" + number + "\"").isEnd()).isFalse();
    }

    /** As some send them: what no URI may have is encoded, and nothing twice. */
    @Test
    void encodesWhatAQueryMustNotHave() {
        String link = "/v1/contacts?q=a b|{c}\"^<d>`\\%20%7B&e=%C3%A9";
        PagingTrial inPage = new PagingTrial("kind=next-link", "path=next");

        Position next =
                inPage.after(
                        atPageTwo,
                        FULL,
                        "next=" + quoted(link.replace("\\", "\\\\").replace("\"", "\\\"")));

        assertThat(inPage.target(next))
                .isEqualTo("/v1/contacts?q=a%20b%7C%7Bc%7D%22%5E%3Cd%3E%60%5C%20%7B&e=%C3%A9");
    }

    /** A provider that does not know the parameter sends its first page for ever. */
    @ParameterizedTest
    @ValueSource(strings = {"offset", "page-number"})
    void noticesAPageThatComesAgain(String kind) {
        PagingTrial trial = new PagingTrial("kind=" + kind, "parameter=o");
        Position second = trial.after(Position.first(), FULL);

        assertThatThrownBy(() -> trial.after(second, FULL))
                .satisfies(e -> assertThat(PagingTrial.codeOf(e)).isEqualTo("page_repeated"));
    }

    /** By has-more alone the records of the page that did not come would be missing. */
    @Test
    void noticesThePageBeforeInThePlaceOfTheLast() {
        PagingTrial trial = new PagingTrial("kind=last-id", "parameter=o", "has-more=more");
        Position second = trial.after(Position.first(), FULL, "more=true");

        assertThat(trial.after(second, FULL - 1, "more=false").isEnd()).isTrue();
        assertThatThrownBy(() -> trial.after(second, FULL, "more=false"))
                .satisfies(e -> assertThat(PagingTrial.codeOf(e)).isEqualTo("paging_loop"));
    }

    /** Page 3 of 100 is not page 3 of 50. */
    @Test
    void countsPagesOfTheSizeThatTheRunBeganWith() {
        Position second =
                new PagingTrial("kind=page-number", "parameter=p", "page-size-parameter=n")
                        .after(Position.first(), FULL);

        PagingTrial changed =
                new PagingTrial(
                        "kind=page-number", "parameter=p", "page-size-parameter=n", "page-size=50");

        assertThat(changed.target(second)).isEqualTo("/v1/contacts?n=100&p=2&q=a%20b%26c");
        assertThat(changed.target(changed.after(second, 60))).contains("n=100&p=3");
    }

    /** Else the run would end at its next page, which is as full as it was asked to be. */
    @Test
    void takesAPageForFullByTheSizeThatTheRunBeganWith() {
        String[] settings = {"kind=page-number", "parameter=p", "short-page=end", "page-size=50"};
        Position second = new PagingTrial(settings).after(Position.first(), 50);
        settings[3] = "page-size=100";

        Position third = new PagingTrial(settings).after(second, 51);

        assertThat(third.isEnd()).isFalse();
    }

    @ParameterizedTest
    @CsvSource({"cursor, last-id", "last-id, offset", "offset, page-number", "cursor, offset"})
    void refusesToGoOnWhereAnotherKindOfPagingStood(String one, String other) {
        PagingTrial before = new PagingTrial(settings(one));
        PagingTrial now = new PagingTrial(settings(other));
        Position second = before.after(Position.first(), FULL, "next=\"x\"");

        assertThatThrownBy(() -> now.target(second))
                .satisfies(
                        e ->
                                assertThat(PagingTrial.codeOf(e))
                                        .isEqualTo("checkpoint_of_other_paging"));
    }

    private static String[] settings(String kind) {
        return kind.equals("cursor")
                ? new String[] {"kind=cursor", "parameter=c", "path=next"}
                : new String[] {"kind=" + kind, "parameter=c"};
    }

    @Test
    void stopsAtTheCap() {
        PagingTrial two = new PagingTrial("kind=link-header", "page-size=100", "max-pages=2");

        assertThatThrownBy(() -> two.linked(atPageTwo, "<?page=3>; rel=next", FULL))
                .satisfies(e -> assertThat(PagingTrial.codeOf(e)).isEqualTo("too_many_pages"));
    }

    @Test
    void goesOnAfterSomeEmptyPagesButNotForEver() {
        PagingTrial trial =
                new PagingTrial("kind=cursor", "path=next", "parameter=c", "max-empty-pages=2");
        Position one = trial.after(Position.first(), 0, "next=\"a\"");
        Position two = trial.after(one, 0, "next=\"b\"");

        assertThat(trial.after(two, 1, "next=\"c\"").emptyPages()).isZero();
        assertThatThrownBy(() -> trial.after(two, 0, "next=\"c\""))
                .satisfies(
                        e -> assertThat(PagingTrial.codeOf(e)).isEqualTo("too_many_empty_pages"));
    }

    private static String quoted(String text) {
        return '"' + text + '"';
    }
}

package io.tributary.worker.pull;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tributary.worker.definition.Definition;
import io.tributary.worker.definition.Endpoint;
import io.tributary.worker.definition.EndpointCall;
import io.tributary.worker.definition.FieldPath;
import io.tributary.worker.definition.Paging;
import io.tributary.worker.definition.Paging.FullPageWithoutLink;
import io.tributary.worker.definition.Template;
import io.tributary.worker.run.Position;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import tools.jackson.databind.node.JsonNodeFactory;

import java.net.http.HttpHeaders;
import java.util.List;
import java.util.Map;

class NextPageTest {

    private static final int FULL = 100;
    private static final Position AT_PAGE_TWO =
            Position.first().then("https://crm.example/v1/contacts?page=2");

    private static final EndpointCall CALL =
            new EndpointCall(
                    Endpoint.Method.GET, "/v1/contacts", Map.of("q", "a b&c"), Map.of(), null);

    private final NextPage nextPage = new NextPage();

    @Test
    void asksForTheFirstPageAsTheDefinitionSays() {
        assertThat(NextPage.target(definition(1000), CALL, Position.first()))
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
    void followsALink(String link, String target) {
        Position next = after(AT_PAGE_TWO, "<" + link + ">; rel=next");

        assertThat(next.page()).isEqualTo(2);
        assertThat(NextPage.target(definition(1000), CALL, next)).isEqualTo(target);
    }

    @Test
    void acceptsAnyHostInTheFirstLink() {
        Position next = after(Position.first(), "<https://api.crm.example/x?page=2>; rel=next");

        assertThat(NextPage.target(definition(1000), CALL, next)).isEqualTo("/x?page=2");
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
        assertThatThrownBy(() -> after(AT_PAGE_TWO, "<" + link + ">; rel=next"))
                .satisfies(e -> assertThat(codeOf(e)).isEqualTo("next_link_refused"));
    }

    @Test
    void endsWhereALinkHeaderNamesNoNextPage() {
        assertThat(after(AT_PAGE_TWO, "<https://crm.example/?page=1>; rel=first").isEnd()).isTrue();
    }

    @Test
    void endsAtAShortPageWithoutALink() {
        assertThat(next(Position.first(), definition(1000), List.of(), FULL - 1).isEnd()).isTrue();
    }

    @Test
    void doesNotTakeAFullPageWithoutALinkForTheLast() {
        for (Position position : List.of(Position.first(), AT_PAGE_TWO)) {
            assertThatThrownBy(() -> next(position, definition(1000), List.of(), FULL))
                    .satisfies(e -> assertThat(codeOf(e)).isEqualTo("link_header_missing"));
        }
    }

    @Test
    void takesItForTheLastWhereTheOperatorSaysSo() {
        Definition definition = definition(1000, FullPageWithoutLink.END);

        assertThat(next(Position.first(), definition, List.of(), FULL).isEnd()).isTrue();
    }

    @Test
    void stopsAtTheCap() {
        assertThatThrownBy(
                        () ->
                                next(
                                        AT_PAGE_TWO,
                                        definition(2),
                                        List.of("<?page=3>; rel=next"),
                                        FULL))
                .satisfies(e -> assertThat(codeOf(e)).isEqualTo("too_many_pages"));
    }

    private Position after(Position position, String link) {
        return next(position, definition(1000), List.of(link), FULL);
    }

    private Position next(
            Position position, Definition definition, List<String> links, int records) {
        HttpHeaders headers =
                HttpHeaders.of(
                        links.isEmpty() ? Map.of() : Map.of("Link", links), (name, value) -> true);
        return nextPage.after(
                position,
                definition,
                CALL,
                new Page(headers, JsonNodeFactory.instance.arrayNode()),
                records);
    }

    private static String codeOf(Throwable e) {
        return ((Trouble.Unfit) ((PullFailed) e).trouble()).code();
    }

    private static Definition definition(long maxPages) {
        return definition(maxPages, FullPageWithoutLink.FAIL);
    }

    private static Definition definition(long maxPages, FullPageWithoutLink policy) {
        return new Definition(
                "contacts",
                List.of("demo-crm"),
                List.of(),
                "Contact",
                new Endpoint(Template.of("/v1/contacts"), null, null, Endpoint.Method.GET, null),
                FieldPath.of(""),
                FieldPath.of("id"),
                new Paging(Paging.Kind.LINK_HEADER, FULL, "per_page", maxPages, policy));
    }
}

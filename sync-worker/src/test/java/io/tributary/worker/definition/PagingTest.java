package io.tributary.worker.definition;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.context.properties.source.MapConfigurationPropertySource;

import java.util.Arrays;
import java.util.stream.Collectors;

/** Each kind of paging takes what it needs, and refuses what it would not heed. */
class PagingTest {

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "kind=link-header full-page-without-link=end | LinkHeader[]",
                "kind=link-header page-size=30 | LinkHeader[]",
                "kind=link-header page-size-parameter=per_page | LinkHeader[]",
                "kind=next-link path=a.b | NextLink[path=a.b]",
                "kind=next-link path=@odata\\.nextLink has-more=more"
                        + " | NextLink[path=@odata\\.nextLink]",
                "kind=cursor path=a.b parameter=c | Cursor[path=a.b, parameter=c]",
                "kind=cursor path=a.b parameter=c has-more=more parameters-in=body"
                        + " | Cursor[path=a.b, parameter=c]",
                "kind=offset parameter=o | Offset[parameter=o, first=0]",
                "kind=offset parameter=o first=1 total=t | Offset[parameter=o, first=1]",
                "kind=page-number parameter=p | PageNumber[parameter=p, first=1]",
                "kind=page-number parameter=p first=0 short-page=end page-size=50"
                        + " | PageNumber[parameter=p, first=0]",
                "kind=last-id parameter=after has-more=more | LastId[parameter=after]",
                "kind=last-id parameter=after short-page=end page-size-parameter=n"
                        + " | LastId[parameter=after]",
                "kind=offset parameter=page..o | Offset[parameter=page..o, first=0]",
            })
    void takesWhatItNeeds(String settings, String way) {
        assertThat(bind(settings).way()).hasToString(way);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "kind=link-header | page-size is missing for kind link-header: set it to as many",
                "kind=next-link | path is missing for kind next-link: set it to where",
                "kind=next-link path= | path is missing",
                "kind=cursor path=a | parameter is missing for kind cursor: set it to the",
                "kind=cursor parameter=a | path is missing",
                "kind=offset | parameter is missing",
                "kind=page-number parameter= | parameter is missing",
                "kind=last-id | parameter is missing",
                "kind=next-link path=a parameter=b | parameter means nothing to kind next-link",
                "kind=link-header page-size=1 has-more=b | has-more means nothing to kind"
                        + " link-header",
                "kind=next-link path=@odata.nextLink | for instance @odata\\.nextLink, got"
                        + " '@odata.nextLink'",
                "kind=next-link path=a parameters-in=body | parameters-in means nothing",
                "kind=cursor path=a parameter=b total=c | total means nothing to kind cursor",
                "kind=cursor path=a parameter=b first=0 | first means nothing to kind cursor",
                "kind=cursor path=a parameter=b short-page=end | short-page means nothing",
                "kind=last-id parameter=b total=c | total means nothing to kind last-id",
                "kind=last-id parameter=b path=c | path means nothing to kind last-id",
                "kind=offset parameter=b full-page-without-link=end"
                        + " | full-page-without-link means nothing to kind offset",
                "kind=offset parameter=b has-more=c total=d | leave one out",
                "kind=offset parameter=b has-more=c short-page=end | short-page end contradicts",
                "kind=offset parameter=b page-size-parameter=b | are the same, 'b'",
                "kind=offset parameter=b short-page=end | page-size is missing for short-page end",
                "kind=last-id parameter=b short-page=end | of fewer than 100 would be taken",
                "kind=offset parameter=${a} | parameter must not hold ${",
                "kind=offset parameter=b page-size-parameter=n${a}"
                        + " | page-size-parameter must not hold ${",
                "kind=offset parameter=page..o parameters-in=body"
                        + " | parameter is a path into the body, and a path is member names",
                "kind=offset parameter=b page-size-parameter=n. parameters-in=body"
                        + " | page-size-parameter is a path into the body",
            })
    void refusesWhatCannotBeMeantAndNamesTheWayOut(String settings, String rule) {
        assertThatThrownBy(() -> bind(settings)).hasStackTraceContaining(rule);
    }

    private static Paging bind(String settings) {
        return new Binder(
                        new MapConfigurationPropertySource(
                                Arrays.stream(settings.split(" "))
                                        .map(setting -> setting.split("=", 2))
                                        .collect(
                                                Collectors.toMap(
                                                        pair -> "paging." + pair[0],
                                                        pair -> pair[1]))))
                .bind("paging", Paging.class)
                .get();
    }
}

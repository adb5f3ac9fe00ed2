package io.tributary.local.documentation;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** Every link inside the repository leads somewhere. */
class LinksTest {

    private static final Pattern ELSEWHERE = Pattern.compile("^[a-z]+:.*");

    @Test
    void filesAndAnchorsAreThere() {
        List<Page> pages = Page.all();

        assertThat(pages).extracting(page -> page.file().toString()).contains("README.md");
        assertThat(pages.stream().flatMap(LinksTest::broken)).isEmpty();
    }

    @Test
    void everyAlertHasItsChapterAndEveryChapterItsAlert() throws IOException {
        String rules = Files.readString(Page.ROOT.resolve("monitoring/alerts.yml"));
        List<String> alerts = found(rules, "- alert: (\\w+)");
        Page guide = Page.of("docs/operations.md");

        assertThat(alerts).isNotEmpty();
        assertThat(found(rules, "runbook: (\\S+)"))
                .hasSameSizeAs(alerts)
                .allSatisfy(link -> assertThat(broken(Page.of("README.md"), link)).isEmpty());
        assertThat(found(guide.text(), "(?m)^### (Tributary\\w+)$"))
                .containsExactlyElementsOf(alerts);
    }

    private static Stream<String> broken(Page page) {
        return page.links().stream()
                .filter(link -> !ELSEWHERE.matcher(link).matches())
                .flatMap(link -> broken(page, link));
    }

    private static Stream<String> broken(Page page, String link) {
        String[] parts = link.split("#", 2);
        Path folder = Page.ROOT.resolve(page.file()).getParent();
        Path target =
                parts[0].isEmpty() ? Page.ROOT.resolve(page.file()) : folder.resolve(parts[0]);
        if (Files.notExists(target)) {
            return Stream.of(page.file() + ": no file " + link);
        }
        if (parts.length == 1) {
            return Stream.empty();
        }
        Page there = Page.of(Page.ROOT.relativize(target.normalize()).toString());
        return there.anchors().contains(parts[1])
                ? Stream.empty()
                : Stream.of(page.file() + ": no heading for " + link);
    }

    private static List<String> found(String text, String pattern) {
        return Pattern.compile(pattern).matcher(text).results().map(it -> it.group(1)).toList();
    }
}

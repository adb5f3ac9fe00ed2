package io.tributary.local.documentation;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** A name of Tributary's in running text is that of a setting, a metric or a scope. */
class NamesTest {

    private static final Set<String> SCOPES =
            Set.of(
                    "tributary.connect",
                    "tributary.connect.any",
                    "tributary.read",
                    "tributary.operate");
    private static final Pattern NAME =
            Pattern.compile("`(tributary\\.[a-z][a-zA-Z.<>\\[\\]0-9-]*)[^`]*`");

    @Test
    void eachIsOneThatThereIs() {
        Set<String> known = new TreeSet<>(SCOPES);
        Stream.of("ingress-service", "connection-store-service", "sync-worker")
                .flatMap(service -> Settings.of(service).stream())
                .map(Settings.Setting::name)
                .forEach(known::add);
        known.addAll(names(Page.of("docs/logs-and-metrics.md").chapter("Metrics")));

        assertThat(Page.ofUsers())
                .allSatisfy(
                        page -> assertThat(known).as("%s", page.file()).containsAll(names(page)));
    }

    private static Set<String> names(Page page) {
        Set<String> names = new TreeSet<>();
        NAME.matcher(page.text()).results().forEach(name -> names.add(name.group(1)));
        return names;
    }
}

package io.tributary.local.documentation;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import java.io.IOException;
import java.nio.file.Files;
import java.util.List;
import java.util.stream.Collectors;

/**
 * The tables of settings say what the code says. Rewrite them, once the services are built, with
 * {@code mvn -pl local-stack test -Dtest=ConfigurationTableTest -Dtributary.documentation=write}.
 */
class ConfigurationTableTest {

    private static final String PAGE = "docs/configuration.md";
    private static final boolean WRITE =
            "write".equals(System.getProperty("tributary.documentation"));

    @ParameterizedTest
    @ValueSource(strings = {"ingress-service", "connection-store-service", "sync-worker"})
    void saysWhatTheCodeSays(String service) throws IOException {
        String page = Page.of(PAGE).text();
        String begin = "<!-- generated from the code of " + service + " -->\n";
        String end = "<!-- end of " + service + " -->\n";
        assertThat(page).containsOnlyOnce(begin).containsOnlyOnce(end);
        int from = page.indexOf(begin) + begin.length();
        int to = page.indexOf(end);
        String table = table(Settings.of(service));

        if (WRITE) {
            Files.writeString(
                    Page.ROOT.resolve(PAGE), page.substring(0, from) + table + page.substring(to));
        } else {
            assertThat(page.substring(from, to))
                    .as("stale; how to rewrite it stands above this test's class")
                    .isEqualTo(table);
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "ingress-service",
                "connection-store-service",
                "sync-worker",
            })
    void everySettingIsDescribedInTheCode(String service) {
        assertThat(Settings.of(service))
                .isNotEmpty()
                .allSatisfy(
                        setting ->
                                assertThat(setting.description()).as(setting.name()).isNotBlank());
    }

    private static String table(List<Settings.Setting> settings) {
        return settings.stream()
                .map(Settings.Setting::row)
                .collect(
                        Collectors.joining(
                                "\n",
                                "| property | type | default | meaning |\n|---|---|---|---|\n",
                                "\n"));
    }
}

package io.tributary.worker.definition;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import static java.nio.charset.StandardCharsets.UTF_8;

import org.junit.jupiter.api.Test;
import org.springframework.boot.env.YamlPropertySourceLoader;
import org.springframework.core.env.StandardEnvironment;
import org.springframework.core.io.ByteArrayResource;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;

/** What the page about pulling says of definitions. */
class PullingPageTest {

    private static final Path ROOT = Path.of("..");

    @Test
    void showsADefinitionThatTheWorkerTakes() throws IOException {
        String yaml = blocks("yaml").getFirst();

        assertThat(read(yaml).definitions())
                .extracting(Definition::name)
                .containsExactly("hubspot-contacts");
        assertThat(ROOT.resolve(yaml.replaceAll("(?s).*?\\$schema=(\\S+).*", "$1"))).exists();
    }

    @Test
    void showsHowOneIsRefused() throws IOException {
        String broken =
                blocks("yaml").getFirst().replace("/crm/v3/objects/contacts", "v1/contacts");
        String said = blocks("text").getFirst();

        assertThatThrownBy(() -> read(broken))
                .hasMessageStartingWith(said.substring(0, said.indexOf(" (URL")));
    }

    @Test
    void namesFilesThatExistAndPlaceholdersThatThereAre() throws IOException {
        String page = page();

        assertThat(matches(page, "(sync-worker/[a-z./-]+\\.(?:yaml|json))"))
                .isNotEmpty()
                .allSatisfy(file -> assertThat(ROOT.resolve(file)).exists());
        assertThat(
                        matches(
                                page,
                                "\\{((?:tags|owner|connection|metadata|connection_config)\\.[^}]+)}"))
                .hasSize(5)
                .allSatisfy(text -> Placeholder.of(text.replaceAll("<.*>", "x")));
    }

    private static DefinitionsSettings read(String yaml) throws IOException {
        StandardEnvironment environment = new StandardEnvironment();
        new YamlPropertySourceLoader()
                .load("file", new ByteArrayResource(yaml.getBytes(UTF_8)))
                .forEach(environment.getPropertySources()::addFirst);
        return DefinitionsReading.read(environment);
    }

    private static List<String> blocks(String language) throws IOException {
        return matches(page(), "(?s)```" + language + "\n(.*?)\n```");
    }

    private static List<String> matches(String text, String pattern) {
        return Pattern.compile(pattern).matcher(text).results().map(it -> it.group(1)).toList();
    }

    private static String page() throws IOException {
        return Files.readString(ROOT.resolve("docs/pulling.md"));
    }
}

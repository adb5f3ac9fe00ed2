package io.tributary.worker.definition;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import static java.nio.charset.StandardCharsets.UTF_8;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.boot.diagnostics.FailureAnalysis;
import org.springframework.boot.env.YamlPropertySourceLoader;
import org.springframework.core.env.MapPropertySource;
import org.springframework.core.env.StandardEnvironment;
import org.springframework.core.io.ByteArrayResource;

import java.util.HashMap;
import java.util.Map;

/** A definition that cannot work is refused at start, with the place and the way out. */
class DefinitionsSettingsTest {

    @Test
    void takesNoneAtAll() {
        assertThat(bind(Map.of("tributary.worker.other", "x")).definitions()).isEmpty();
    }

    @Test
    void readsADefinition() {
        Definition definition = bind(aDefinition(0)).definitions().getFirst();

        assertThat(definition.integrations()).containsExactly("demo-crm");
        assertThat(definition.endpoint().query()).containsEntry("sort", Template.of("id"));
        assertThat(definition.records().text()).isEqualTo("data.items");
        assertThat(definition.id().text()).isEqualTo("id");
        assertThat(definition.paging().pageSize()).isEqualTo(50);
        assertThat(definition.paging().kind()).isEqualTo(Paging.Kind.LINK_HEADER);
        assertThat(definition.paging().failsWithoutLink()).isTrue();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "name| | is missing: a word for logs and messages",
                "integrations[0]| no/such | cannot be a key of Nango",
                "providers[0]| no/such | cannot be a key of Nango",
                "model| a.b | a model's name is",
                "endpoint.path| v1/contacts | must start with '/'",
                "endpoint.path| /v1/../admin | dot segments",
                "endpoint.path| /v1/${apiKey} | ${",
                "endpoint.path| /v1/{tag.x} | there is no placeholder {tag.x}. There are"
                        + " {connection.id}",
                "endpoint.path| /v1/{tags.x | single brace at character 4",
                "endpoint.path| /v1/{tags.projectId} | there is no placeholder {tags.projectId}",
                "endpoint.query.q| {owner.name} | there is no placeholder {owner.name}",
                "endpoint.headers.X-A| {metadata.} | there is no placeholder {metadata.}",
                "endpoint.headers.X-A| é | must be printable ASCII",
                "endpoint.headers.X-A| ${accessToken} | ${",
                "endpoint.method| PUT | must be one of get, post, got 'PUT'",
                "endpoint.body| {} | can only be posted: set method to POST",
                "records| data..items | single dots",
                "id| '' | is empty",
                "records-may-be-missing| perhaps | got 'perhaps'",
                "paging.page-size| many | must be a whole number, got 'many'",
                "paging.page-size| 0 | must be 1 to 10000, got 0",
                "paging.max-pages| 0 | must be at least 1",
                "paging.max-empty-pages| -1 | must not be negative",
                "paging.parameters-in| body | means nothing to kind link-header",
                "paging.path| next | means nothing to kind link-header: leave it out",
            })
    void refusesWhatCannotWorkAndNamesThePlace(String setting, String value, String rule) {
        Map<String, String> settings = new HashMap<>(aDefinition(0));
        settings.put("tributary.worker.definitions[0]." + setting, value == null ? "" : value);

        assertThatThrownBy(() -> bind(settings))
                .isInstanceOf(DefinitionsRefused.class)
                .message()
                .startsWithIgnoringCase(
                        "tributary.worker.definitions[0]." + setting.replaceAll("\\[0]$", ""))
                .contains(rule);
    }

    @ParameterizedTest
    @CsvSource({
        "name, .name: is missing",
        "integrations[0], .integrations: is empty",
        "model, .model: is missing",
        "endpoint.path, .endpoint.path: must start with",
    })
    void refusesWhatIsMissing(String setting, String rule) {
        Map<String, String> settings = new HashMap<>(aDefinition(0));
        settings.remove("tributary.worker.definitions[0]." + setting);

        assertThatThrownBy(() -> bind(settings)).hasMessageContaining("definitions[0]" + rule);
    }

    @Test
    void refusesTwoThatWouldOverwriteEachOther() {
        Map<String, String> settings = new HashMap<>(aDefinition(0));
        settings.putAll(aDefinition(1));

        assertThatThrownBy(() -> bind(settings))
                .hasStackTraceContaining("'contacts-0' and 'contacts-1' both pull model 'Contact'");
    }

    @ParameterizedTest
    @CsvSource({
        "endpoint.pth, /v1",
        "paging.page-sise, 10",
        "paginf.kind, link-header",
        "recordz, a"
    })
    void refusesAMemberThatNobodyKnows(String setting, String value) {
        Map<String, String> settings = new HashMap<>(aDefinition(0));
        settings.put("tributary.worker.definitions[0]." + setting, value);

        assertThatThrownBy(() -> bind(settings))
                .isInstanceOf(DefinitionsRefused.class)
                .hasMessageContaining("definitions[0]." + setting + ": is no member");
    }

    /** Spring drops from a name what its own do not have. */
    @ParameterizedTest
    @CsvSource({
        "query.$filter, filter, [$filter]",
        "query.filter[status], filter' and below it 'status, [filter[status]]",
        "query.user.fields, user' and below it 'fields, [user.fields]",
        "query.a:b, ab, [a:b]",
        "query.-a, a, [-a]",
        "query.tags[0], tags' and below it '0, [tags[0]]",
        "headers.X!A, XA, [X!A]",
    })
    void refusesANameThatTheProviderWouldGetOtherwise(String name, String read, String way) {
        Map<String, String> settings = new HashMap<>(aDefinition(0));
        settings.put("tributary.worker.definitions[0].endpoint." + name, "x");

        assertThatThrownBy(() -> bind(settings))
                .isInstanceOf(DefinitionsRefused.class)
                .hasMessageStartingWith("tributary.worker.definitions[0].endpoint." + name + ": ")
                .hasMessageContaining("read as '" + read + "'")
                .hasMessageContaining("\"" + way + "\": ...");
    }

    @Test
    void saysTheLineOfANameThatTheProviderWouldGetOtherwise() throws Exception {
        assertThatThrownBy(() -> DefinitionsReading.read(file(yamlWithNames("$filter"))))
                .hasMessageContaining("endpoint.query.$filter: would be read as")
                .message()
                .containsPattern("my\\.yaml.* - 9:");
    }

    /** A dry run takes the names as they are in the request. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "$filter",
                "filter[status]",
                "a.b",
                "a_b",
                "_a",
                "page-size",
                "Limit",
                "é",
                "a b",
                "1",
                "-",
            })
    void readsAProvidersNamesAsADryRunDoes(String name) throws Exception {
        Definition configured =
                DefinitionsReading.read(file(yamlWithNames("\"[" + name + "]\"")))
                        .definitions()
                        .getFirst();
        Definition proposed =
                ProposedDefinition.read(
                        Map.of(
                                "name", "contacts",
                                "integrations", "demo-crm",
                                "model", "Contact",
                                "endpoint",
                                        Map.of("path", "/v1/contacts", "query", Map.of(name, "x")),
                                "paging", Map.of("kind", "link-header", "page-size", 5)));

        assertThat(configured.endpoint()).isEqualTo(proposed.endpoint());
        assertThat(configured.endpoint().query()).containsOnlyKeys(name);
    }

    @ParameterizedTest
    @ValueSource(strings = {"a_b", "_a", "page-size", "Limit", "1q"})
    void readsAPlainNameAsItIsWritten(String name) throws Exception {
        assertThat(
                        DefinitionsReading.read(file(yamlWithNames(name)))
                                .definitions()
                                .getFirst()
                                .endpoint()
                                .query())
                .containsOnlyKeys(name);
    }

    @Test
    void refusesRecordsThatMayBeMissingWhereThePageIsTheArray() {
        Map<String, String> settings = new HashMap<>(aDefinition(0));
        settings.put("tributary.worker.definitions[0].records-may-be-missing", "true");
        assertThat(bind(settings).definitions().getFirst().recordsMayBeMissing()).isTrue();
        settings.remove("tributary.worker.definitions[0].records");

        assertThatThrownBy(() -> bind(settings))
                .hasMessageContaining(
                        "records-may-be-missing: means nothing where the page itself");
    }

    /** By Spring, before the worker looks; what Spring cannot resolve is refused above. */
    @Test
    void takesWhatAFileHasFromASetting() throws Exception {
        StandardEnvironment environment = file(yamlWithNames("q").replace("x}", "\"${crm.q}\"}"));
        environment
                .getPropertySources()
                .addLast(new MapPropertySource("own", Map.of("crm.q", "y")));

        assertThat(DefinitionsReading.read(environment).definitions().getFirst().endpoint().query())
                .containsEntry("q", Template.of("y"));
    }

    private static String yamlWithNames(String name) {
        return """
        tributary:
          worker:
            definitions:
              - name: contacts
                integrations: demo-crm
                model: Contact
                endpoint:
                  path: /v1/contacts
                  query: {%s: x}
                paging: {kind: link-header, page-size: 5}
        """
                .formatted(name);
    }

    private static StandardEnvironment file(String yaml) throws Exception {
        StandardEnvironment environment = new StandardEnvironment();
        new YamlPropertySourceLoader()
                .load("file", new ByteArrayResource(yaml.getBytes(UTF_8), "my.yaml"))
                .forEach(environment.getPropertySources()::addFirst);
        return environment;
    }

    @Test
    void refusesTwoListsOfWhichOneWouldVanish() {
        StandardEnvironment environment = environment(aDefinition(0));
        environment
                .getPropertySources()
                .addLast(new MapPropertySource("other.yaml", Map.copyOf(aDefinition(1))));

        assertThatThrownBy(() -> DefinitionsReading.read(environment))
                .hasMessageContaining("stands in 2 places (test; other.yaml)")
                .hasMessageContaining("put all definitions into one file");
    }

    @Test
    void refusesTwoForOneProviderToo() {
        Map<String, String> settings = new HashMap<>(aDefinition(0));
        settings.putAll(aDefinition(1));
        settings.remove("tributary.worker.definitions[1].integrations[0]");
        settings.put("tributary.worker.definitions[0].providers[0]", "hubspot");
        settings.put("tributary.worker.definitions[1].providers[0]", "hubspot");

        assertThatThrownBy(() -> bind(settings))
                .hasMessageContaining("both pull model 'Contact' of provider 'hubspot'");
    }

    @Test
    void saysTheFileAndTheLineAtStart() throws Exception {
        var yaml =
                """
                tributary:
                  worker:
                    definitions:
                      - name: contacts
                        integrations: demo-crm
                        model: Contact
                        endpoint:
                          path: v1/contacts
                        paging:
                          kind: link-header
                """;
        StandardEnvironment environment = file(yaml);

        assertThatThrownBy(() -> DefinitionsReading.read(environment))
                .satisfies(
                        e ->
                                assertThat(new DefinitionsRefusedAnalyzer().analyze(e))
                                        .extracting(FailureAnalysis::getDescription)
                                        .asString()
                                        .startsWith(
                                                "tributary.worker.definitions[0].endpoint.path:"
                                                        + " must start with '/'")
                                        .containsPattern("my\\.yaml.* - 8:17"));
    }

    private static DefinitionsSettings bind(Map<String, String> settings) {
        return DefinitionsReading.read(environment(settings));
    }

    private static StandardEnvironment environment(Map<String, String> settings) {
        StandardEnvironment environment = new StandardEnvironment();
        environment
                .getPropertySources()
                .addFirst(new MapPropertySource("test", Map.copyOf(settings)));
        return environment;
    }

    private static Map<String, String> aDefinition(int index) {
        String prefix = "tributary.worker.definitions[" + index + "].";
        return Map.of(
                prefix + "name", "contacts-" + index,
                prefix + "integrations[0]", "demo-crm",
                prefix + "model", "Contact",
                prefix + "endpoint.path", "/v1/contacts",
                prefix + "endpoint.query.sort", "id",
                prefix + "records", "data.items",
                prefix + "paging.kind", "link-header",
                prefix + "paging.page-size", "50");
    }
}

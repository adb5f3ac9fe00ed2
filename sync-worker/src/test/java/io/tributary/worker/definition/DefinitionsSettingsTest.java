package io.tributary.worker.definition;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.boot.context.properties.bind.BindException;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.context.properties.source.MapConfigurationPropertySource;

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
        assertThat(definition.paging().fullPageWithoutLink())
                .isEqualTo(Paging.FullPageWithoutLink.FAIL);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "name| | name is missing",
                "integrations[0]| no/such | cannot be a key of Nango",
                "model| a.b | a model's name is",
                "endpoint.path| v1/contacts | path must start with '/'",
                "endpoint.path| /v1/../admin | dot segments",
                "endpoint.path| /v1/${apiKey} | ${",
                "records| data..items | single dots",
                "id| '' | id is empty",
                "paging.page-size| 0 | page-size must be 1 to 10000, got 0",
                "paging.max-pages| 0 | max-pages must be at least 1",
                "paging.kind| cursor | Paging.Kind",
            })
    void refusesWhatCannotWorkAndNamesThePlace(String setting, String value, String rule) {
        Map<String, String> settings = new HashMap<>(aDefinition(0));
        settings.put("tributary.worker.definitions[0]." + setting, value == null ? "" : value);

        assertThatThrownBy(() -> bind(settings))
                .isInstanceOf(BindException.class)
                .hasMessageContaining("tributary.worker")
                .hasStackTraceContaining(rule);
    }

    @ParameterizedTest
    @CsvSource({
        "name, name is missing",
        "integrations[0], integrations is empty",
        "model, model is missing",
        "endpoint.path, path must start with",
        "paging.kind, kind is missing",
    })
    void refusesWhatIsMissing(String setting, String rule) {
        Map<String, String> settings = new HashMap<>(aDefinition(0));
        settings.remove("tributary.worker.definitions[0]." + setting);

        assertThatThrownBy(() -> bind(settings)).hasStackTraceContaining(rule);
    }

    @Test
    void refusesTwoThatWouldOverwriteEachOther() {
        Map<String, String> settings = new HashMap<>(aDefinition(0));
        settings.putAll(aDefinition(1));

        assertThatThrownBy(() -> bind(settings))
                .hasStackTraceContaining("'contacts-0' and 'contacts-1' both pull model 'Contact'");
    }

    private static DefinitionsSettings bind(Map<String, String> settings) {
        return new Binder(new MapConfigurationPropertySource(settings))
                .bindOrCreate("tributary.worker", DefinitionsSettings.class);
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

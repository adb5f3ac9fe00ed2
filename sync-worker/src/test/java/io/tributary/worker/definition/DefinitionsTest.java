package io.tributary.worker.definition;

import static org.assertj.core.api.Assertions.assertThat;

import io.tributary.events.ConnectionKey;
import io.tributary.worker.connection.KnownConnection;

import org.junit.jupiter.api.Test;
import org.springframework.core.env.MapPropertySource;
import org.springframework.core.env.StandardEnvironment;

import java.util.HashMap;
import java.util.Map;

/** Which definition pulls what of a connection. */
class DefinitionsTest {

    private final Definitions definitions = definitions();

    @Test
    void choosesByIntegration() {
        assertThat(chosen("hubspot-eu", "hubspot-sandbox")).isEqualTo("by-integration");
    }

    @Test
    void choosesByProviderWhateverTheIntegrationIsCalled() {
        assertThat(chosen("ours", "hubspot")).isEqualTo("by-provider");
    }

    @Test
    void choosesNoneForAnother() {
        assertThat(definitions.choose(connection("ours", "slack"), "Contact"))
                .isEqualTo(new Choice.None());
        assertThat(definitions.choose(connection("ours", "hubspot"), "Company"))
                .isEqualTo(new Choice.None());
        assertThat(definitions.modelsOf(connection("ours", "slack"))).isEmpty();
    }

    @Test
    void choosesNoneOfTwoThatOnlyAConnectionShows() {
        KnownConnection connection = connection("hubspot-eu", "hubspot");

        assertThat(definitions.choose(connection, "Contact").toString())
                .contains("Several", "by-integration", "by-provider");
        assertThat(definitions.modelsOf(connection)).containsExactly("Contact");
    }

    private String chosen(String integration, String provider) {
        return ((Choice.One) definitions.choose(connection(integration, provider), "Contact"))
                .definition()
                .name();
    }

    private static KnownConnection connection(String integration, String provider) {
        return new KnownConnection(
                new ConnectionKey("dev", integration, "c"), provider, Map.of(), null);
    }

    private static Definitions definitions() {
        Map<String, Object> settings = new HashMap<>();
        put(settings, 0, "by-integration", "integrations[0]", "hubspot-eu");
        put(settings, 1, "by-provider", "providers[0]", "hubspot");
        StandardEnvironment environment = new StandardEnvironment();
        environment.getPropertySources().addFirst(new MapPropertySource("test", settings));
        return new Definitions(DefinitionsReading.read(environment));
    }

    private static void put(
            Map<String, Object> settings, int index, String name, String whom, String key) {
        String prefix = "tributary.worker.definitions[" + index + "].";
        settings.put(prefix + "name", name);
        settings.put(prefix + whom, key);
        settings.put(prefix + "model", "Contact");
        settings.put(prefix + "endpoint.path", "/v1/contacts");
        settings.put(prefix + "paging.kind", "link-header");
        settings.put(prefix + "paging.page-size", "100");
    }
}

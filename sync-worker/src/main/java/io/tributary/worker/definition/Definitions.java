package io.tributary.worker.definition;

import io.tributary.worker.connection.KnownConnection;

import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

import java.util.List;
import java.util.stream.Stream;

/** What this worker was told to pull. */
@Component
public final class Definitions {

    private static final Logger LOGGER = LoggerFactory.getLogger(Definitions.class);

    private final List<Definition> all;

    Definitions(DefinitionsSettings settings) {
        this.all = settings.definitions();
        if (all.isEmpty()) {
            LOGGER.atWarn()
                    .log("nothing is pulled: tributary.worker.definitions has no definition");
        }
        all.forEach(
                definition ->
                        LOGGER.atInfo()
                                .addKeyValue("definition", definition.name())
                                .addKeyValue("integrations", definition.integrations())
                                .addKeyValue("providers", definition.providers())
                                .addKeyValue("model", definition.model())
                                .log("definition read"));
    }

    /** The models that are pulled of this connection, each once. */
    public List<String> modelsOf(KnownConnection connection) {
        return matching(connection).map(Definition::model).distinct().toList();
    }

    /**
     * Whether this model is pulled of such connections.
     *
     * @param provider null if it is not known
     */
    public boolean pull(String integration, @Nullable String provider, String model) {
        return all.stream()
                .anyMatch(
                        definition ->
                                definition.model().equals(model)
                                        && definition.isFor(integration, provider));
    }

    /** Which definition pulls this model of this connection. */
    public Choice choose(KnownConnection connection, String model) {
        List<Definition> found =
                matching(connection)
                        .filter(definition -> definition.model().equals(model))
                        .toList();
        return switch (found.size()) {
            case 0 -> new Choice.None();
            case 1 -> new Choice.One(found.getFirst());
            default -> new Choice.Several(found.stream().map(Definition::name).toList());
        };
    }

    /** Every model of every integration that definitions name; providers have further ones. */
    public List<Pulled> pulled() {
        return all.stream()
                .flatMap(
                        definition ->
                                definition.integrations().stream()
                                        .map(
                                                integration ->
                                                        new Pulled(
                                                                integration, definition.model())))
                .toList();
    }

    /** What is pulled. */
    public record Pulled(String integration, String model) {}

    /** Every model, each once. */
    public List<String> models() {
        return all.stream().map(Definition::model).distinct().toList();
    }

    private Stream<Definition> matching(KnownConnection connection) {
        return all.stream().filter(definition -> definition.isFor(connection));
    }
}

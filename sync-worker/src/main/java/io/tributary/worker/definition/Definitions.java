package io.tributary.worker.definition;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

import java.util.List;
import java.util.Optional;
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
                                .addKeyValue("model", definition.model())
                                .log("definition read"));
    }

    /** Everything to pull from connections of this integration. */
    public List<Definition> of(String integration) {
        return matching(integration).toList();
    }

    /** Empty if it was taken out of the configuration, or another worker alone knows it. */
    public Optional<Definition> find(String integration, String model) {
        return matching(integration)
                .filter(definition -> definition.model().equals(model))
                .findFirst();
    }

    /** Every model, each once. */
    public List<String> models() {
        return all.stream().map(Definition::model).distinct().toList();
    }

    private Stream<Definition> matching(String integration) {
        return all.stream().filter(definition -> definition.integrations().contains(integration));
    }
}

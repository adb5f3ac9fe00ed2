package io.tributary.worker.definition;

import org.springframework.stereotype.Component;

import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** What this worker was told to pull. */
@Component
public final class Definitions {

    private final List<Definition> all;

    Definitions(DefinitionsSettings settings) {
        this.all = settings.definitions();
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

package io.tributary.worker.definition;

import static java.util.Objects.requireNonNullElse;

import org.springframework.boot.context.properties.ConfigurationProperties;

import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * {@code tributary.worker.definitions}: everything that is pulled. None is a legal start; then
 * connections are followed and nothing is pulled.
 */
@ConfigurationProperties("tributary.worker")
record DefinitionsSettings(List<Definition> definitions) {

    DefinitionsSettings {
        definitions = List.copyOf(requireNonNullElse(definitions, List.of()));
        refuseDoubles(definitions);
    }

    private static void refuseDoubles(List<Definition> definitions) {
        Set<String> names = new HashSet<>();
        Map<String, String> byWhatTheyPull = new HashMap<>();
        for (Definition definition : definitions) {
            if (!names.add(definition.name())) {
                throw new IllegalArgumentException(
                        "two definitions are named '%s'; give each a name of its own"
                                .formatted(definition.name()));
            }
            for (String integration : definition.integrations()) {
                String other =
                        byWhatTheyPull.put(
                                integration + "\n" + definition.model(), definition.name());
                if (other != null) {
                    throw new IllegalArgumentException(
                            "definitions '%s' and '%s' both pull model '%s' of integration '%s';"
                                            .formatted(
                                                    other,
                                                    definition.name(),
                                                    definition.model(),
                                                    integration)
                                    + " their records would overwrite each other: take the"
                                    + " integration out of one, or give it another model");
                }
            }
        }
    }
}

package io.tributary.worker.definition;

import static java.util.Objects.requireNonNullElse;

import org.springframework.boot.context.properties.ConfigurationProperties;

import java.util.List;

/**
 * {@code tributary.worker.definitions}: everything that is pulled. None is a legal start; then
 * connections are followed and nothing is pulled.
 */
@ConfigurationProperties("tributary.worker")
record DefinitionsSettings(List<Definition> definitions) {

    DefinitionsSettings {
        definitions = List.copyOf(requireNonNullElse(definitions, List.of()));
        Doubles.refuse(definitions);
    }
}

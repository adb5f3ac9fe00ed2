package io.tributary.worker.definition;

import java.util.List;

/**
 * {@code tributary.worker.definitions}: everything that is pulled. None is a legal start; then
 * connections are followed and nothing is pulled.
 */
record DefinitionsSettings(List<Definition> definitions) {

    static final String PREFIX = "tributary.worker.definitions";

    DefinitionsSettings {
        definitions = List.copyOf(definitions);
        Doubles.refuse(definitions);
    }
}

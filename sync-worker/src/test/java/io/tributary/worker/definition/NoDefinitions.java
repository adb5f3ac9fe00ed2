package io.tributary.worker.definition;

import java.util.List;

/** Of a worker that pulls nothing. */
public final class NoDefinitions {

    private NoDefinitions() {}

    public static Definitions make() {
        return new Definitions(new DefinitionsSettings(List.of()));
    }
}

package io.tributary.worker.definition;

import java.util.List;

/** Which definition pulls one model of one connection. */
public sealed interface Choice {

    /** This one. */
    record One(Definition definition) implements Choice {}

    /** It was taken out of the configuration, or another worker alone knows it. */
    record None() implements Choice {}

    /**
     * Some name its integration, others its provider, which only a connection shows; none is taken.
     *
     * @param names of the definitions, as configured
     */
    record Several(List<String> names) implements Choice {

        public Several {
            names = List.copyOf(names);
        }
    }
}

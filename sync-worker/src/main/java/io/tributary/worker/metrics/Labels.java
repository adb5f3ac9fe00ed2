package io.tributary.worker.metrics;

import io.micrometer.core.instrument.Tags;
import io.tributary.worker.definition.Definitions.Pulled;
import io.tributary.worker.run.Lease;

/** The labels of all metrics of pulls: few, and known from the configuration. */
final class Labels {

    private Labels() {}

    static Tags of(Pulled pulled) {
        return of(pulled.integration(), pulled.model());
    }

    static Tags of(Lease lease) {
        return of(lease.connection().integration(), lease.model());
    }

    static Tags of(String integration, String model) {
        return Tags.of("integration", integration, "model", model);
    }
}

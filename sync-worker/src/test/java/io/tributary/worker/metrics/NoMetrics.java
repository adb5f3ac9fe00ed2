package io.tributary.worker.metrics;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.tributary.worker.definition.NoDefinitions;

import java.time.Clock;

/** Counts that nobody looks at. */
public final class NoMetrics {

    private NoMetrics() {}

    public static PullMetrics make() {
        return new PullMetrics(new SimpleMeterRegistry(), Clock.systemUTC(), NoDefinitions.make());
    }
}

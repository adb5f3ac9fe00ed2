package io.tributary.benchmarks.ingress;

import static org.assertj.core.api.Assertions.assertThat;

import io.tributary.benchmarks.noop.NoOp;

import org.junit.jupiter.api.Test;

class IngressBenchmarkTest {

    @Test
    void namesTheHandlerThatItIsComparedWith() {
        assertThat(IngressBenchmark.NO_OP).isEqualTo(NoOp.class.getName());
    }
}

package io.tributary.local;

import io.tributary.local.config.PortPlan;

import java.nio.file.Path;

/** A {@code ./start} that is expected to end by itself; nothing of another stack is touched. */
record Refused(int exitCode, String said, RunningStack stack) implements AutoCloseable {

    static Refused start(Path data, PortPlan ports, String... options) {
        RunningStack stack = RunningStack.launch(data, ports, options);
        return new Refused(stack.awaitEnd(), stack.output(), stack);
    }

    @Override
    public void close() {
        stack.launcher().kill();
    }
}

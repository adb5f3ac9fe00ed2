package io.tributary.backing.embedded;

import io.tributary.backing.process.ChildProcess;
import io.tributary.backing.ready.Starting;

import java.util.function.BooleanSupplier;

/** A child process whose first answer is waited for. */
record StartingChild(ChildProcess child, BooleanSupplier probe) implements Starting {
    @Override
    public String name() {
        return child.name();
    }

    @Override
    public boolean answers() {
        return probe.getAsBoolean();
    }

    @Override
    public boolean alive() {
        return child.alive();
    }

    @Override
    public String endOfLog(int lines) {
        return child.endOfLog(lines);
    }

    @Override
    public void kill() {
        child.kill();
    }
}

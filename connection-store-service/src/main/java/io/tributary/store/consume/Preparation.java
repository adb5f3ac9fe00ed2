package io.tributary.store.consume;

import java.util.List;

/** What must be done, in order, before the first input is read; waits for what is not there yet. */
final class Preparation {

    private final Persistence persistence;
    private final List<Step> steps;

    /**
     * @param name for the log
     */
    record Step(String name, Runnable action) {}

    Preparation(Persistence persistence, List<Step> steps) {
        this.persistence = persistence;
        this.steps = List.copyOf(steps);
    }

    /**
     * @throws RuntimeException if something is refused, or the process goes down before it is done
     */
    void run() {
        steps.forEach(step -> persistence.untilDone(step.name(), step.action()));
    }
}

package io.tributary.benchmarks;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.LongSupplier;

/**
 * Tells how far a run is, and about how long it still takes: what is under way by the time that its
 * own rounds took, what comes later by a guess. Used by one thread.
 */
public final class Progress {

    /**
     * What is going to be measured.
     *
     * @param steps how often {@link #round} will be called
     * @param start what it takes before the first, as a guess
     * @param step what each takes, as a guess
     */
    record Plan(String part, int steps, Duration start, Duration step) {

        private Duration guess() {
            return start.plus(step.multipliedBy(steps));
        }
    }

    private final int rounds;
    private final Deque<Plan> plans;
    private final LongSupplier nanos;
    private final Consumer<String> out;
    private int done;
    private long since;

    /**
     * @param plans in the order in which they run
     * @param nanos the clock
     * @param out takes line after line
     */
    Progress(int rounds, List<Plan> plans, LongSupplier nanos, Consumer<String> out) {
        this.rounds = rounds;
        this.plans = new ArrayDeque<>(plans);
        this.nanos = nanos;
        this.out = out;
    }

    /** How often each comparison is to be made. */
    public int rounds() {
        return rounds;
    }

    /** The next part begins. */
    void begin() {
        Plan plan = plans.getFirst();
        done = 0;
        since = nanos.getAsLong();
        out.accept("%s: starting; %s".formatted(plan.part(), left(plan.guess())));
    }

    /** Its warm-up is over, and rounds begin. */
    public void warm() {
        since = nanos.getAsLong();
    }

    /** One more round is over, with this outcome. */
    public void round(String outcome) {
        Plan plan = plans.getFirst();
        done++;
        Duration each = Duration.ofNanos(nanos.getAsLong() - since).dividedBy(done);
        Duration rest = each.multipliedBy(Math.max(0, plan.steps() - done));
        out.accept(
                "%s, %d of %d: %s; %s"
                        .formatted(plan.part(), done, plan.steps(), outcome, left(rest)));
    }

    /** The part is over. */
    void end() {
        plans.removeFirst();
    }

    private String left(Duration current) {
        Duration all = plans.stream().skip(1).map(Plan::guess).reduce(current, Duration::plus);
        if (all.isZero()) {
            return "that was the last";
        }
        return all.toSeconds() < 100
                ? "about %d s left".formatted(all.toSeconds())
                : "about %d min left".formatted(Math.ceilDiv(all.toSeconds(), 60));
    }
}

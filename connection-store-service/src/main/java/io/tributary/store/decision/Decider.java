package io.tributary.store.decision;

/** How inputs are decided on; {@link Rules} but where a test breaks them. */
@FunctionalInterface
public interface Decider {
    Decision decide(State state, Input input);
}

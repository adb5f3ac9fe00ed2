package io.tributary.store;

import io.tributary.store.decision.Decider;
import io.tributary.store.decision.Input;
import io.tributary.store.decision.Rules;

import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

import java.util.concurrent.atomic.AtomicBoolean;

/** Rules that break on inputs about a provider of a certain name. */
@Configuration(proxyBeanMethods = false)
class Misjudgement {

    static final String THROWS = "throws";
    static final String OVERFLOWS = "overflows";

    /** Only while the heap is full. */
    static final String FILLS = "fills";

    static final AtomicBoolean HEAP_FULL = new AtomicBoolean();

    @Bean
    Decider decider() {
        return (state, input) -> {
            if (input instanceof Input.Seen seen) {
                String provider = seen.observation().connection().provider();
                if (provider.equals(THROWS)) {
                    throw new IllegalStateException("broken on purpose");
                }
                if (provider.equals(FILLS) && HEAP_FULL.get()) {
                    throw new OutOfMemoryError("on purpose");
                }
                if (provider.equals(OVERFLOWS)) {
                    endless(0);
                }
            }
            return Rules.decide(state, input);
        };
    }

    private static long endless(long depth) {
        return endless(depth + 1) + 1;
    }
}

package io.tributary.simulator.control;

import io.tributary.simulator.provider.CrmProvider;
import io.tributary.simulator.provider.ProviderSwitches;
import io.tributary.simulator.provider.ProviderSwitches.Mishap;

import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

import java.time.Duration;

/** The built-in provider: how much it has, how it answers, what goes wrong. */
@RestController
@RequestMapping("/_control/provider")
final class ProviderControl {

    private final ProviderSwitches switches;
    private final CrmProvider provider;

    ProviderControl(ProviderSwitches switches, CrmProvider provider) {
        this.switches = switches;
        this.provider = provider;
    }

    /** The provider as it stands. */
    record State(String origin, int contacts, boolean chunked, long calls) {}

    @GetMapping
    @Help("the provider: its origin, contacts of each connection, framing, calls so far")
    State state() {
        return new State(
                provider.origin().toString(),
                switches.contacts(),
                switches.isChunked(),
                switches.calls());
    }

    /** What is to change; absent members do not. */
    record Setting(@Nullable Integer contacts, @Nullable Boolean chunked) {}

    @PutMapping
    @Help("set it: {contacts?, chunked?}; unchunked answers lose their Link header in the proxy")
    State set(@RequestBody Setting setting) {
        if (setting.contacts() != null) {
            switches.contacts(setting.contacts());
        }
        if (setting.chunked() != null) {
            switches.chunked(setting.chunked());
        }
        return state();
    }

    /** What goes wrong. */
    enum Kind {
        ERROR,
        RATE_LIMITED,
        SLOW,
        HANG_UP
    }

    /** A mishap for the provider's next answers. */
    record Plan(
            Kind kind,
            @Nullable Integer count,
            @Nullable Integer status,
            @Nullable String retryAfter,
            @Nullable Duration delay) {

        Plan {
            Target.given(kind, "kind");
        }

        private Mishap mishap() {
            return switch (kind) {
                case ERROR -> new Mishap.Refused(status == null ? 500 : status);
                case RATE_LIMITED -> new Mishap.RateLimited(retryAfter == null ? "7" : retryAfter);
                case SLOW -> new Mishap.Slow(delay == null ? Duration.ofSeconds(5) : delay);
                case HANG_UP -> new Mishap.HungUp();
            };
        }
    }

    @PostMapping("/mishaps")
    @Help("spoil the next answers: {kind: ERROR|RATE_LIMITED|SLOW|HANG_UP, count?, status?, ..}")
    void plan(@RequestBody Plan plan) {
        switches.plan(plan.mishap(), plan.count() == null ? 1 : plan.count());
    }

    @DeleteMapping
    @Help("set the provider back to how it was configured")
    void reset() {
        switches.reset();
    }
}

package io.tributary.worker.pull;

import io.tributary.worker.environment.NangoEnvironment;
import io.tributary.worker.environment.NangoEnvironments;

import org.springframework.stereotype.Component;

import java.time.Duration;
import java.util.function.BooleanSupplier;

/** Whoever calls Nango waits here for a call of its environment's budget. */
@Component
class NangoTurn {

    private final NangoEnvironments environments;
    private final PullSettings settings;

    NangoTurn(NangoEnvironments environments, PullSettings settings) {
        this.environments = environments;
        this.settings = settings;
    }

    /** Returns when one call may go out now. */
    NangoEnvironment await(String environment, BooleanSupplier stopping) {
        NangoEnvironment nango = find(environment);
        // Before a call is paid for, and after: waiting for it may take a while.
        refuseIf(stopping);
        try {
            Duration wait = nango.budget().take(settings.longestBudgetWait());
            refuseIf(stopping);
            if (wait.isPositive()) {
                throw new PullFailed(new Trouble.NoBudget(wait));
            }
            return nango;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new PullFailed(new Trouble.Stopping());
        }
    }

    private static void refuseIf(BooleanSupplier stopping) {
        if (stopping.getAsBoolean()) {
            throw new PullFailed(new Trouble.Stopping());
        }
    }

    private NangoEnvironment find(String name) {
        return environments
                .find(name)
                .orElseThrow(
                        () ->
                                new PullFailed(
                                        new Trouble.NotConfigured(
                                                "environment_unknown",
                                                "This worker knows no environment '%s': set tributary.environments.%s.nango.base-url and .api-key."
                                                        .formatted(name, name))));
    }
}

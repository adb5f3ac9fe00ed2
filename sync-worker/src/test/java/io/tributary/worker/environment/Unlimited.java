package io.tributary.worker.environment;

import io.tributary.nango.api.NangoApi;

import java.time.Clock;
import java.time.Duration;

/** A Nango that may be called as often as one likes. */
public final class Unlimited implements Calls {

    private Unlimited() {}

    public static NangoEnvironment at(NangoApi api) {
        return new NangoEnvironment(api, new CallBudget("dev", new Unlimited(), Clock.systemUTC()));
    }

    @Override
    public Grant take() {
        return new Grant(1, Duration.ZERO);
    }

    @Override
    public void pause(Duration wait) {}
}

package io.tributary.simulator.account;

import io.tributary.simulator.envelope.ApiException;

import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** What the account's plan allows; without limit until one is set. */
@Component
public final class Plan {

    private volatile @Nullable Integer mostConnections;

    /** Null for no limit. */
    public void mostConnections(@Nullable Integer most) {
        if (most != null && most < 0) {
            throw new IllegalArgumentException("a plan has 0 connections or more");
        }
        mostConnections = most;
    }

    public @Nullable Integer mostConnections() {
        return mostConnections;
    }

    /** Refuses with 400 {@code resource_capped} another connection than these. */
    public void requireRoom(int connections) {
        Integer most = mostConnections;
        if (most != null && connections >= most) {
            throw new ApiException(
                    400,
                    "resource_capped",
                    "The plan's limit of " + most + " connections is reached");
        }
    }
}

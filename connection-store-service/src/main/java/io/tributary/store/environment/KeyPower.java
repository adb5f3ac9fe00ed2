package io.tributary.store.environment;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import java.util.concurrent.atomic.AtomicReference;

/**
 * Whether an environment's API key reads credentials, as far as Nango's answers have shown. Nothing
 * else tells; and asked with such a key, Nango refreshes a connection's tokens first, which can
 * fail, be noted as an error of the connection, and cause another webhook.
 */
public final class KeyPower {

    private static final Logger LOGGER = LoggerFactory.getLogger(KeyPower.class);

    private enum Shown {
        NOTHING,
        NO_CREDENTIALS,
        CREDENTIALS
    }

    private final String environment;
    private final AtomicReference<Shown> shown = new AtomicReference<>(Shown.NOTHING);

    public KeyPower(String environment) {
        this.environment = environment;
    }

    /** True until an answer came without credentials, and for ever once one came with them. */
    public boolean mayRefresh() {
        return shown.get() != Shown.NO_CREDENTIALS;
    }

    /** A single connection was told of, with its credentials or without any. */
    public void answered(boolean withCredentials) {
        if (withCredentials) {
            readsCredentials();
        } else if (shown.compareAndSet(Shown.NOTHING, Shown.NO_CREDENTIALS)) {
            LOGGER.atInfo()
                    .addKeyValue("environment", environment)
                    .log("the API key reads no credentials: no question refreshes any");
        }
    }

    /** Credentials were read, or an attempt to refresh them before that failed. */
    public void readsCredentials() {
        if (shown.getAndSet(Shown.CREDENTIALS) != Shown.CREDENTIALS) {
            LOGGER.atWarn()
                    .addKeyValue("environment", environment)
                    .log(
                            "the API key can read credentials: Nango refreshes tokens at each"
                                    + " question, and one that fails causes another webhook. Broken"
                                    + " connections are asked about through the list only. Better"
                                    + " is a key with the scopes connections:list and"
                                    + " connections:read");
        }
    }
}

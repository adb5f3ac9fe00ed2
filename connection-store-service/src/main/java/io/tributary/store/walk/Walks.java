package io.tributary.store.walk;

import io.tributary.store.environment.Environments;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import java.util.List;
import java.util.Set;

/** What operators see and do about walks. */
public final class Walks {

    private static final Logger LOGGER = LoggerFactory.getLogger(Walks.class);

    private final Environments environments;
    private final WalkBook book;

    Walks(Environments environments, WalkBook book) {
        this.environments = environments;
        this.book = book;
    }

    Set<String> environments() {
        return environments.names();
    }

    /** The latest walks of each environment, latest first. */
    List<WalkView> latest(int most) {
        return book.latest(environments.names(), most);
    }

    /** The environment's next walk begins at once. */
    public void start(String environment) {
        book.hasten(environment);
    }

    /**
     * Lets the environment's next complete walk count everything that it misses, and begins it at
     * once; later walks are held as before.
     *
     * @return false if the last walk was not held: there is nothing to release
     */
    public boolean release(String environment) {
        boolean released = book.release(environment);
        LOGGER.atWarn()
                .addKeyValue("environment", environment)
                .addKeyValue("released", released)
                .log("an operator releases the next walk");
        return released;
    }
}

package io.tributary.store.rebuild;

import io.tributary.store.restate.Restated;
import io.tributary.store.restate.Restatements;

import org.springframework.jdbc.core.JdbcTemplate;

import java.util.List;

/** What happens while the stores are held back: the last inputs, the differences, the names. */
final class Replacement {

    private final Database database;
    private final Options options;
    private final Live live;
    private final Beginning beginning;
    private final Shadow shadow;
    private final Frontier frontier;
    private final Swap swap;
    private final Brokers brokers;
    private final String group;

    Replacement(
            Database database,
            Options options,
            Live live,
            Beginning beginning,
            Shadow shadow,
            Frontier frontier,
            Swap swap,
            Brokers brokers,
            String group) {
        this.database = database;
        this.options = options;
        this.live = live;
        this.beginning = beginning;
        this.shadow = shadow;
        this.frontier = frontier;
        this.swap = swap;
        this.brokers = brokers;
        this.group = group;
    }

    /**
     * @param before the name of the schema that was live
     * @param restated how many connections are to be told again
     */
    record Done(String before, int restated) {}

    Done make() {
        frontier.approach();
        Done[] done = new Done[1];
        database.inOne(
                () -> {
                    swap.lock();
                    beginning.confirmStill();
                    frontier.reach();
                    done[0] = putInPlace();
                });
        return done[0];
    }

    private Done putInPlace() {
        JdbcTemplate jdbc = database.jdbc();
        List<Restated> untold = List.of();
        if (live.isThere()) {
            swap.carryOver(frontier.isShared());
        }
        switch (options.from()) {
            case inbox -> {
                if (frontier.isShared()) {
                    frontier.confirmNotAhead();
                    shadow.publishedAsIn(live);
                } else if (live.isThere()) {
                    // By other offsets: nothing of it is told but the differences.
                    shadow.publishedAll();
                } else {
                    shadow.published(brokers.committed(group));
                }
                if (live.isThere()) {
                    untold = new Untold(jdbc, live.schema(), shadow.schema()).find();
                    new Restatements(jdbc).add(untold);
                }
            }
            case state -> {
                // Consumers know just what this began with; what followed is published from it.
            }
        }
        swap.raiseReadNumber();
        return new Done(swap.rename(), untold.size());
    }
}

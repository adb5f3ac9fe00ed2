package io.tributary.store.rebuild;

import static java.util.Objects.requireNonNull;

import org.springframework.jdbc.core.JdbcTemplate;

import java.util.List;
import java.util.Map;

/** Derive, compare, report; and put it in the place of the live tables, if told to. */
final class Rebuild {

    private final Options options;
    private final Database database;
    private final Live live;
    private final Shadow shadow;
    private final Beginning beginning;
    private final Frontier frontier;
    private final Replacement replacement;
    private final Swap swap;
    private final Report report;

    Rebuild(
            Options options,
            Database database,
            Live live,
            Shadow shadow,
            Beginning beginning,
            Frontier frontier,
            Replacement replacement,
            Swap swap,
            Report report) {
        this.options = options;
        this.database = database;
        this.live = live;
        this.shadow = shadow;
        this.beginning = beginning;
        this.frontier = frontier;
        this.replacement = replacement;
        this.swap = swap;
        this.report = report;
    }

    /** What came of it. */
    enum Outcome {
        /** Live and rebuilt are equal, or there was nothing to compare, or they are swapped. */
        DONE,
        /** They are not equal. */
        DIFFERS
    }

    Outcome run() {
        begin();
        frontier.approach();
        Outcome compared = compare();
        return options.swap() ? swap() : compared;
    }

    private void begin() {
        if (options.swap()) {
            swap.confirmAllowed(shadow);
        }
        beginning.begin();
        Map<Integer, Long> missing = beginning.missing();
        report.begins(options, shadow.reaches(), missing);
        if (options.swap() && !missing.isEmpty() && !options.despiteMissingInputs()) {
            throw new Refusal(report.whyNot(options));
        }
        if (options.swap() && live.isThere() && !frontier.isShared()) {
            // Stores that run on another topic's offsets would go on with them.
            beginning.confirmNoStoreRuns();
        }
    }

    private Outcome compare() {
        if (!live.isThere()) {
            report.nothingToCompare(live);
            return Outcome.DONE;
        }
        return requireNonNull(
                database.atOnePoint()
                        .execute(
                                _ -> {
                                    frontier.reach();
                                    return report.compared(differences());
                                }));
    }

    private List<Difference> differences() {
        JdbcTemplate jdbc = database.jdbc();
        boolean rowByRow =
                options.from() == Options.Source.inbox
                        && frontier.isShared()
                        && shadow.generation().number() == live.generation().number();
        if (!rowByRow) {
            report.onlyPublished();
            return List.of(new PublishedView(jdbc, live.schema(), shadow.schema()).compare());
        }
        frontier.confirmNotAhead();
        return new Comparison(jdbc, live.schema(), shadow.schema()).compare();
    }

    private Outcome swap() {
        report.swapped(replacement.make(), live, options);
        return Outcome.DONE;
    }
}

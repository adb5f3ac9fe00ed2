package io.tributary.store.rebuild;

import java.io.PrintWriter;
import java.util.List;
import java.util.Map;

/** What the operator reads. */
final class Report {

    private final PrintWriter out;

    Report(PrintWriter out) {
        this.out = out;
    }

    void begins(Options options, Live live, Map<Integer, Live.Reach> reaches) {
        boolean resumes = reaches.values().stream().anyMatch(one -> one.next() > one.began());
        say(
                "%s schema %s from %s"
                        .formatted(
                                resumes ? "Resuming" : "Deriving",
                                options.schema(),
                                options.from()));
        Map<Integer, Live.Reach> stores = live.isThere() ? live.reaches() : Map.of();
        reaches.forEach(
                (partition, reach) -> {
                    Live.Reach known = stores.get(partition);
                    if (reach.began() > (known == null ? 0 : known.began())) {
                        say(
                                ("INPUTS ARE MISSING: nango.inbox-%d begins at offset %d; what was"
                                                + " before is gone from the log")
                                        .formatted(partition, reach.began()));
                    }
                });
    }

    void nothingToCompare(Live live) {
        say(
                "Schema %s has no tables, or nothing applied: nothing to compare"
                        .formatted(live.schema()));
    }

    Rebuild.Outcome compared(List<Difference> differences) {
        differences.forEach(this::tell);
        boolean equal = differences.stream().allMatch(Difference::isNone);
        say(equal ? "Equal" : "DIFFERENT");
        return equal ? Rebuild.Outcome.DONE : Rebuild.Outcome.DIFFERS;
    }

    private void tell(Difference difference) {
        say(
                "%-10s live    %10d rows  %s"
                        .formatted(
                                difference.table(),
                                difference.live().rows(),
                                difference.live().hash()));
        say(
                "%-10s rebuilt %10d rows  %s"
                        .formatted("", difference.rebuilt().rows(), difference.rebuilt().hash()));
        if (!difference.isNone()) {
            say(
                    "%-10s %d only live, %d only rebuilt, %d different; the first of them:"
                            .formatted(
                                    "",
                                    difference.onlyLive(),
                                    difference.onlyRebuilt(),
                                    difference.different()));
            difference.first().forEach(line -> say("    " + line));
        }
    }

    private void say(String line) {
        out.println(line);
        out.flush();
    }
}

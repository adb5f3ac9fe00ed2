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

    void begins(Options options, Map<Integer, Live.Reach> reaches, Map<Integer, Long> missing) {
        boolean resumes = reaches.values().stream().anyMatch(one -> one.next() > one.began());
        say(
                "%s schema %s from %s"
                        .formatted(
                                resumes ? "Resuming" : "Deriving",
                                options.schema(),
                                options.from()));
        missing.forEach(
                (partition, first) ->
                        say(
                                ("INPUTS ARE MISSING: nango.inbox-%d goes back to offset %d only;"
                                                + " what was before is gone from the log")
                                        .formatted(partition, first)));
        if (!missing.isEmpty() && options.from() == Options.Source.inbox) {
            say(
                    "What it said can no longer be derived; '%s --from state' begins with what was"
                                    .formatted(Options.COMMAND)
                            + " published of each connection instead");
        }
    }

    String whyNot(Options options) {
        return options.from() == Options.Source.inbox
                ? ("not swapped, because inputs are missing: connections that were silent since"
                       + " would be gone. Stop the stores and run '%s --from state --swap'; or add"
                       + " --despite-missing-inputs, if that is meant")
                        .formatted(Options.COMMAND)
                : "not swapped, because inputs are missing that were never applied: add"
                        + " --despite-missing-inputs to go on without them; the walks over Nango's"
                        + " list find what they said";
    }

    void onlyPublished() {
        say(
                "Compared by what is published of each connection alone: row by row they cannot be"
                        + " alike, because the generation, the beginning or the topic is another");
    }

    void swapped(Replacement.Done done, Live live, Options options) {
        say(
                ("Swapped: schema %s holds what was derived; what was there is kept as schema %s,"
                                + " to be dropped when it is not needed any more")
                        .formatted(live.schema(), done.before()));
        say(
                done.restated() == 0
                        ? "No connection is to be told again"
                        : "%d connections are told again by the stores, each in a later generation"
                                .formatted(done.restated()));
        if (options.from() == Options.Source.state) {
            say("The history begins anew; connections that were pending are found by a list walk");
        }
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

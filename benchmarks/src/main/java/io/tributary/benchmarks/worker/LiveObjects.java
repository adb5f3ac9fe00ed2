package io.tributary.benchmarks.worker;

import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What is alive in a heap, by the class histogram of {@code jcmd}: it collects and counts while the
 * program stands still, so that nothing that is allocated meanwhile counts.
 *
 * @param byClass bytes of the objects of each class
 */
record LiveObjects(Map<String, Long> byClass) {

    private static final Pattern LINE =
            Pattern.compile("^\\s*\\d+:\\s+\\d+\\s+(\\d+)\\s+(\\S.*?)\\s*$", Pattern.MULTILINE);

    LiveObjects {
        byClass = Map.copyOf(byClass);
    }

    /**
     * @throws IllegalArgumentException if there is no object in it
     */
    static LiveObjects of(String histogram) {
        Map<String, Long> byClass = new HashMap<>();
        Matcher line = LINE.matcher(histogram);
        while (line.find()) {
            // The same name may be loaded more than once.
            byClass.merge(line.group(2), Long.parseLong(line.group(1)), Long::sum);
        }
        if (byClass.isEmpty()) {
            throw new IllegalArgumentException("not a class histogram: " + histogram);
        }
        return new LiveObjects(byClass);
    }

    long bytes() {
        return byClass.values().stream().mapToLong(Long::longValue).sum();
    }

    /** The classes that have the most more than before, at most so many, each with its growth. */
    List<String> grownSince(LiveObjects before, int most) {
        return byClass.entrySet().stream()
                .map(
                        now ->
                                Map.entry(
                                        now.getKey(),
                                        now.getValue()
                                                - before.byClass.getOrDefault(now.getKey(), 0L)))
                .filter(growth -> growth.getValue() > 0)
                .sorted(Map.Entry.comparingByValue(Comparator.reverseOrder()))
                .limit(most)
                .map(growth -> "%s %+,d kB".formatted(growth.getKey(), growth.getValue() / 1_000))
                .toList();
    }
}

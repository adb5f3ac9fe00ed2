package io.tributary.store.ledger;

import static java.util.Objects.requireNonNull;

import io.tributary.store.inbox.Reading;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** Where the partitions of a batch stand, as seen under their locks. */
final class Standing {

    private final Map<Integer, Applied> applied;
    private final Map<Integer, Window> windows;

    private Standing(Map<Integer, Applied> applied, Map<Integer, Window> windows) {
        this.applied = applied;
        this.windows = windows;
    }

    /**
     * @throws ReadTooFar if the tables know less than the consumer believes
     */
    static Standing of(Map<Integer, Applied> applied, Map<Integer, Window> windows) {
        windows.forEach(
                (partition, window) -> {
                    Applied known = applied.get(partition);
                    if (known == null || known.next() < window.from()) {
                        throw new ReadTooFar(partition);
                    }
                });
        return new Standing(applied, windows);
    }

    private Applied applied(int partition) {
        return requireNonNull(applied.get(partition));
    }

    private Window window(int partition) {
        return requireNonNull(windows.get(partition));
    }

    private boolean isFresh(Reading reading) {
        return reading.offset() >= applied(reading.partition()).next();
    }

    List<Reading> fresh(List<Reading> batch) {
        return batch.stream().filter(this::isFresh).toList();
    }

    Map<Integer, List<Reading>> applied(List<Reading> batch) {
        return batch.stream()
                .filter(reading -> !isFresh(reading))
                .collect(Collectors.groupingBy(Reading::partition, Collectors.toList()));
    }

    Map<Integer, Applied> after(List<Reading> batch) {
        Map<Integer, Applied> after = new LinkedHashMap<>();
        for (Reading reading : batch) {
            Applied before = after.getOrDefault(reading.partition(), applied(reading.partition()));
            after.put(
                    reading.partition(),
                    new Applied(
                            Math.max(before.next(), reading.offset() + 1),
                            Math.max(before.published(), window(reading.partition()).from())));
        }
        return after;
    }

    List<Outgoing> unpublished(List<Outgoing> outgoing) {
        return outgoing.stream()
                .filter(
                        one ->
                                one.offset()
                                        >= Math.max(
                                                applied(one.partition()).published(),
                                                window(one.partition()).committed()))
                .toList();
    }
}

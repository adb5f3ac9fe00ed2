package io.tributary.store.consume;

import io.tributary.store.inbox.Reading;
import io.tributary.store.ledger.Window;
import io.tributary.store.question.CaughtUp;

import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;

/** The partitions that this instance consumes, and how far it read each. */
final class Assignment implements CaughtUp {

    private final Map<Integer, Reach> reaches = new ConcurrentHashMap<>();
    private volatile boolean everAssigned;

    /**
     * @param position the next offset to come
     * @param committed the group's offset when reading started
     * @param end of the partition when reading started
     */
    record Reach(long position, long committed, long end) {
        boolean caughtUp() {
            return position >= end;
        }
    }

    void begin(int partition, Reach reach) {
        reaches.put(partition, reach);
    }

    void assigned() {
        everAssigned = true;
    }

    void end(Collection<Integer> partitions) {
        reaches.keySet().removeAll(partitions);
    }

    /**
     * @throws IllegalStateException for a partition that was never begun: its start is not known
     */
    Map<Integer, Window> windows(List<Reading> batch) {
        Map<Integer, Window> windows = new HashMap<>();
        for (Reading reading : batch) {
            windows.computeIfAbsent(reading.partition(), this::window);
        }
        return windows;
    }

    private Window window(int partition) {
        Reach reach = reaches.get(partition);
        if (reach == null) {
            throw new IllegalStateException("partition " + partition + " has no start");
        }
        return new Window(reach.position(), reach.committed());
    }

    /** Not yet committed at Kafka; if that fails, reading begins again elsewhere. */
    void passed(List<Reading> batch) {
        for (Reading reading : batch) {
            reaches.computeIfPresent(
                    reading.partition(),
                    (_, reach) -> new Reach(reading.offset() + 1, reach.committed(), reach.end()));
        }
    }

    /**
     * Nothing came, and the next to come is at this offset or after it: if that is the end, there
     * is nothing left before it.
     */
    void waitsAt(int partition, long next) {
        reaches.computeIfPresent(
                partition,
                (_, reach) ->
                        reach.caughtUp() || next < reach.end()
                                ? reach
                                : new Reach(reach.position(), reach.committed(), reach.position()));
    }

    boolean wasEverAssigned() {
        return everAssigned;
    }

    /** The next offset to come, of each. */
    Map<Integer, Long> positions() {
        return reaches.entrySet().stream()
                .collect(
                        Collectors.toUnmodifiableMap(
                                Map.Entry::getKey, entry -> entry.getValue().position()));
    }

    Set<Integer> consumed() {
        return Set.copyOf(reaches.keySet());
    }

    @Override
    public Set<Integer> partitions() {
        return reaches.entrySet().stream()
                .filter(entry -> entry.getValue().caughtUp())
                .map(Map.Entry::getKey)
                .collect(Collectors.toUnmodifiableSet());
    }
}

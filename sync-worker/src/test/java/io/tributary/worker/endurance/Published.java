package io.tributary.worker.endurance;

import static java.util.stream.Collectors.counting;
import static java.util.stream.Collectors.groupingBy;
import static java.util.stream.Collectors.mapping;
import static java.util.stream.Collectors.toSet;

import io.tributary.events.CloudEvent;
import io.tributary.events.ConnectionKey;
import io.tributary.events.EventCodec;
import io.tributary.kafka.KafkaCloudEvents;
import io.tributary.worker.stand.TopicReader;

import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * What the topic of tickets holds of one connection, and who published it.
 *
 * @param records in their order
 */
record Published(List<Entry> records) {

    /** A record's origin. */
    record Entry(String connection, String run, long fence, long page, String id) {}

    static List<Entry> all() {
        return TopicReader.all("nango.records.Ticket").stream()
                .map(KafkaCloudEvents::fromRecord)
                .map(Published::entry)
                .toList();
    }

    static Published of(List<Entry> all, ConnectionKey connection) {
        return new Published(
                all.stream()
                        .filter(entry -> entry.connection().equals(connection.connectionId()))
                        .toList());
    }

    private static Entry entry(CloudEvent event) {
        var record = EventCodec.decodeRecordChange(event);
        return new Entry(
                record.connectionId(),
                event.extensions().get("syncrun"),
                Long.parseLong(event.extensions().get("syncfence")),
                Long.parseLong(event.extensions().get("syncpage")),
                record.recordId());
    }

    Set<String> ids(String run) {
        return records.stream()
                .filter(entry -> entry.run().equals(run))
                .map(Entry::id)
                .collect(toSet());
    }

    /** Whether all of a page is there. */
    boolean has(long page, int records) {
        return records().stream().filter(entry -> entry.page() == page).count() >= records;
    }

    /** How often a page was published again, by another holder of the same run. */
    long repeatedPages() {
        Map<String, Set<Long>> fences =
                records.stream()
                        .collect(
                                groupingBy(
                                        entry -> entry.run() + " " + entry.page(),
                                        mapping(Entry::fence, toSet())));
        return fences.values().stream().mapToLong(each -> each.size() - 1).sum();
    }

    /** Records that one holder published more than once. */
    long repeatedByTheSame() {
        return records.stream().collect(groupingBy(entry -> entry, counting())).values().stream()
                .filter(count -> count > 1)
                .count();
    }

    /** Pages of a holder that had lost the run: published after another's of the same run. */
    Set<String> latePages() {
        Map<String, Long> newest = new HashMap<>();
        Set<String> late = new HashSet<>();
        for (Entry entry : records) {
            long fence = newest.merge(entry.run(), entry.fence(), Math::max);
            if (entry.fence() < fence) {
                late.add(
                        "page %d under fence %d of run %s"
                                .formatted(entry.page(), entry.fence(), entry.run()));
            }
        }
        return late;
    }
}

package io.tributary.store.ledger;

import io.tributary.store.decision.Rules;

import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.JdbcTemplate;

import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Table {@code applied}. */
public final class Progress {

    private final JdbcTemplate jdbc;

    public Progress(JdbcTemplate jdbc) {
        this.jdbc = jdbc;
    }

    /** The ids of the topics that these tables were derived from. */
    public List<String> topicIds() {
        return jdbc.query("select distinct topic_id from applied", (row, _) -> row.getString(1));
    }

    /** The number of the last partition that was applied; none if there is no progress at all. */
    public @Nullable Integer highestPartition() {
        return jdbc.queryForObject("select max(partition) from applied", Integer.class);
    }

    /** How many partitions the topic had when these tables were begun; none if nobody noted it. */
    public @Nullable Integer partitions() {
        return jdbc.queryForObject("select min(partitions) from applied", Integer.class);
    }

    /** For partitions that were begun before it was noted. */
    public void notePartitions(int partitions) {
        jdbc.update("update applied set partitions = ? where partitions is null", partitions);
    }

    /** None if nothing of it was ever applied. */
    public @Nullable Applied of(String topicId, int partition) {
        return jdbc
                .query(
                        "select next, published from applied where topic_id = ? and partition = ?",
                        (row, _) -> new Applied(row.getLong(1), row.getLong(2)),
                        topicId,
                        partition)
                .stream()
                .findFirst()
                .orElse(null);
    }

    /**
     * The first assignment of a partition: everything from {@code earliest} on is to be applied.
     *
     * @param partitions how many the topic has
     */
    public void begin(String topicId, int partition, int partitions, long earliest) {
        jdbc.update(
                "update generation set decision = ? where not exists (select from applied)",
                Rules.VERSION);
        jdbc.update(
                "insert into applied (topic_id, partition, partitions, next, published,"
                        + " began) values (?, ?, ?, ?, ?, ?) on conflict do nothing",
                topicId,
                partition,
                partitions,
                earliest,
                earliest,
                earliest);
    }

    /** Everything before {@code offset} is surely published. */
    public void published(int partition, long offset) {
        jdbc.update(
                "update applied set published = least(next, greatest(published, ?))"
                        + " where partition = ?",
                offset,
                partition);
    }

    /** In the order of the partitions, so that two instances cannot wait for each other. */
    Map<Integer, Applied> lock(Collection<Integer> partitions) {
        Map<Integer, Applied> locked = new TreeMap<>();
        jdbc.query(
                "select partition, next, published from applied where partition = any(?)"
                        + " order by partition for update",
                row -> {
                    locked.put(row.getInt(1), new Applied(row.getLong(2), row.getLong(3)));
                },
                (Object) partitions.toArray(Integer[]::new));
        return locked;
    }

    void advance(Map<Integer, Applied> to) {
        jdbc.update(
                "update applied set next = reached.next, published = reached.published"
                        + " from unnest(?, ?, ?) as reached (partition, next, published)"
                        + " where applied.partition = reached.partition",
                to.keySet().toArray(Integer[]::new),
                to.values().stream().map(Applied::next).toArray(Long[]::new),
                to.values().stream().map(Applied::published).toArray(Long[]::new));
    }
}

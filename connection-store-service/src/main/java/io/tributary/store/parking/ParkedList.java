package io.tributary.store.parking;

import static java.util.Objects.requireNonNull;

import io.tributary.store.parking.ParkedFilter.Condition;
import io.tributary.store.parking.ParkedInput.Place;
import io.tributary.store.parking.ParkedInput.Redriven;

import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.JdbcTemplate;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/** Reads table {@code parked}, with where its inputs are and whether they were redriven. */
public final class ParkedList {

    private static final String JOINED =
            " from parked p left join redrive r using (partition, \"offset\")";
    private static final String COLUMNS =
            "select p.*, r.redriven_at, r.redriven_by, r.to_partition, r.to_offset,"
                    + " (select max(copy_offset) from parked_copy c where"
                    + " c.partition = p.partition and c.\"offset\" = p.\"offset\") as copy_offset";
    private static final String ORDER = "(p.received, p.partition, p.\"offset\")";

    private final JdbcTemplate jdbc;

    public ParkedList(JdbcTemplate jdbc) {
        this.jdbc = jdbc;
    }

    /** Where a page ended. */
    public record Mark(long received, int partition, long offset) implements Comparable<Mark> {

        private static final Comparator<Mark> ORDER =
                Comparator.comparingLong(Mark::received)
                        .thenComparingInt(Mark::partition)
                        .thenComparingLong(Mark::offset);

        public static Mark of(ParkedInput input) {
            return new Mark(
                    input.received().toEpochMilli(),
                    input.place().partition(),
                    input.place().offset());
        }

        @Override
        public int compareTo(Mark other) {
            return ORDER.compare(this, other);
        }
    }

    /**
     * @param newestFirst by when they were received
     * @param after the last one of the page before
     */
    public List<ParkedInput> page(
            ParkedFilter filter, boolean newestFirst, @Nullable Mark after, int limit) {
        Condition condition = filter.condition();
        if (after != null) {
            condition.add(
                    " and " + ORDER + (newestFirst ? " < " : " > ") + "(?, ?, ?)",
                    after.received(),
                    after.partition(),
                    after.offset());
        }
        String direction = newestFirst ? " desc" : "";
        condition.add(
                " order by p.received%1$s, p.partition%1$s, p.\"offset\"%1$s limit ?"
                        .formatted(direction),
                limit);
        return jdbc.query(
                COLUMNS + JOINED + condition.sql(), (row, _) -> input(row), condition.values());
    }

    public Optional<ParkedInput> one(Place place) {
        return jdbc
                .query(
                        COLUMNS + JOINED + " where p.partition = ? and p.\"offset\" = ?",
                        (row, _) -> input(row),
                        place.partition(),
                        place.offset())
                .stream()
                .findFirst();
    }

    /**
     * What matches at one moment.
     *
     * @param last none if nothing does
     */
    record Extent(long count, @Nullable Mark last) {}

    Extent extent(ParkedFilter filter) {
        Condition condition = filter.condition();
        return jdbc
                .query(
                        "select count(*) over (), p.received, p.partition, p.\"offset\""
                                + JOINED
                                + condition.sql()
                                + " order by p.received desc, p.partition desc, p.\"offset\" desc"
                                + " limit 1",
                        (row, _) ->
                                new Extent(
                                        row.getLong(1),
                                        new Mark(row.getLong(2), row.getInt(3), row.getLong(4))),
                        condition.values())
                .stream()
                .findFirst()
                .orElseGet(() -> new Extent(0, null));
    }

    long count(ParkedFilter filter) {
        Condition condition = filter.condition();
        return requireNonNull(
                jdbc.queryForObject(
                        "select count(*)" + JOINED + condition.sql(),
                        Long.class,
                        condition.values()));
    }

    private static ParkedInput input(ResultSet row) throws SQLException {
        return new ParkedInput(
                new Place(row.getInt("partition"), row.getLong("offset")),
                Instant.ofEpochMilli(row.getLong("received")),
                row.getString("record_key"),
                row.getString("environment"),
                row.getString("ce_type"),
                row.getString("reason"),
                row.getString("detail"),
                row.getInt("redrives"),
                row.getInt("size"),
                row.getString("redriven_from"),
                row.getObject("copy_offset", Long.class),
                redriven(row));
    }

    private static @Nullable Redriven redriven(ResultSet row) throws SQLException {
        OffsetDateTime at = row.getObject("redriven_at", OffsetDateTime.class);
        return at == null
                ? null
                : new Redriven(
                        at.toInstant(),
                        row.getString("redriven_by"),
                        new Place(row.getInt("to_partition"), row.getLong("to_offset")));
    }
}

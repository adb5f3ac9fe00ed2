package io.tributary.store.ledger;

import io.tributary.events.CloudEvent;
import io.tributary.events.ConnectionChange;
import io.tributary.events.EventCodec;
import io.tributary.store.ledger.Columns.Type;

import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.JdbcTemplate;

import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.json.JsonMapper;

import java.nio.charset.StandardCharsets;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Table {@code history}: appended to, never changed. */
public final class History {

    private static final JsonMapper JSON = JsonMapper.shared();

    private static final Columns COLUMNS =
            new Columns()
                    .with("partition", Type.SMALL)
                    .with("\"offset\"", Type.NUMBER)
                    .with("n", Type.SMALL)
                    .with("connection", Type.ID)
                    .with("generation", Type.SMALL)
                    .with("version", Type.NUMBER)
                    .with("ce_type", Type.TEXT)
                    .with("cause_topic", Type.TEXT)
                    .with("cause_id", Type.TEXT)
                    .with("cause_type", Type.TEXT)
                    .with("value", Type.BYTES)
                    .with("headers", Type.BYTES);

    private static final String APPEND = COLUMNS.insert("history", "");

    private final JdbcTemplate jdbc;

    History(JdbcTemplate jdbc) {
        this.jdbc = jdbc;
    }

    /** A plain insert: a line that is there already is a bug, and must not be passed over. */
    void append(Collection<Recorded> lines) {
        COLUMNS.write(
                jdbc,
                APPEND,
                lines.stream()
                        .map(
                                line ->
                                        new @Nullable Object[] {
                                            line.partition(),
                                            line.offset(),
                                            line.n(),
                                            line.connection(),
                                            line.generation(),
                                            line.version(),
                                            line.event().type(),
                                            line.causeTopic(),
                                            Text.clean(line.causeId()),
                                            Text.clean(line.causeType()),
                                            line.event().data(),
                                            headers(line.event())
                                        })
                        .toList());
    }

    /** What the inputs from {@code first} to {@code last} brought, as it was published. */
    List<Outgoing> between(int partition, long first, long last) {
        return jdbc.query(
                "select \"offset\", n, value, headers from history"
                        + " where partition = ? and \"offset\" between ? and ?"
                        + " order by \"offset\", n",
                (row, _) -> {
                    CloudEvent event = event(row.getBytes(3), row.getBytes(4));
                    return new Outgoing.Changed(
                            partition,
                            row.getLong(1),
                            row.getInt(2),
                            EventCodec.decodeConnectionChange(event),
                            event);
                },
                partition,
                first,
                last);
    }

    /**
     * A line as it was published.
     *
     * @throws RuntimeException if it cannot be read
     */
    public static ConnectionChange change(byte[] value, byte[] headers) {
        return EventCodec.decodeConnectionChange(event(value, headers));
    }

    private static byte[] headers(CloudEvent event) {
        Map<String, String> headers = new LinkedHashMap<>();
        event.headers()
                .forEach(
                        (name, value) ->
                                headers.put(name, new String(value, StandardCharsets.UTF_8)));
        return EventCodec.encode(headers);
    }

    private static CloudEvent event(byte[] value, byte[] headers) {
        Map<String, byte[]> attributes = new LinkedHashMap<>();
        JSON.readValue(headers, new TypeReference<LinkedHashMap<String, String>>() {})
                .forEach(
                        (name, text) ->
                                attributes.put(name, text.getBytes(StandardCharsets.UTF_8)));
        return CloudEvent.of(attributes, value);
    }
}

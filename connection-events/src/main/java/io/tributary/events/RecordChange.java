package io.tributary.events;

import static java.util.Objects.requireNonNull;

import com.fasterxml.jackson.annotation.JsonIgnore;

import org.jspecify.annotations.Nullable;

import tools.jackson.databind.JsonNode;

/**
 * A record of a provider, on {@code nango.records.<model>} (compacted). A deletion is followed by a
 * tombstone.
 *
 * @param record the provider's record as it came; none when it was deleted
 */
public record RecordChange(
        String environment,
        String integration,
        String connectionId,
        String model,
        String recordId,
        @Nullable JsonNode record) {

    public static final String UPSERTED = "nango.record.upserted";
    public static final String DELETED = "nango.record.deleted";
    public static final String UPSERTED_SCHEMA = "urn:tributary:schema:record-upserted:1";
    public static final String DELETED_SCHEMA = "urn:tributary:schema:record-deleted:1";

    public RecordChange {
        requireNonNull(environment, "environment");
        requireNonNull(integration, "integration");
        requireNonNull(connectionId, "connectionId");
        requireNonNull(model, "model");
        requireNonNull(recordId, "recordId");
    }

    public static RecordChange upserted(
            ConnectionKey connection, String model, String recordId, JsonNode record) {
        return new RecordChange(
                connection.environment(),
                connection.integration(),
                connection.connectionId(),
                model,
                recordId,
                record);
    }

    public static RecordChange deleted(ConnectionKey connection, String model, String recordId) {
        return new RecordChange(
                connection.environment(),
                connection.integration(),
                connection.connectionId(),
                model,
                recordId,
                null);
    }

    @JsonIgnore
    public ConnectionKey connection() {
        return new ConnectionKey(environment, integration, connectionId);
    }

    /** The Kafka key: the connection's, then the record's id, percent-encoded. */
    @JsonIgnore
    public String kafkaKey() {
        return connection().encoded() + "/" + ConnectionKey.percentEncode(recordId);
    }

    /**
     * Which run wrote it, as extension attributes: not part of the data, so that the same record
     * pulled twice has the same bytes.
     *
     * @param run the run's id
     * @param fence rises with every take-over of the job, so that what a woken, replaced worker
     *     wrote can be told
     * @param page number of the page, from 0
     */
    public record Origin(String run, long fence, long page) {}
}

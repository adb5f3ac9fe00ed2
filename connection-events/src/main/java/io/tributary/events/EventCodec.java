package io.tributary.events;

import com.fasterxml.jackson.annotation.JsonInclude;

import org.jspecify.annotations.Nullable;

import tools.jackson.core.JacksonException;
import tools.jackson.databind.DatabindException;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.MapperFeature;
import tools.jackson.databind.cfg.JsonNodeFeature;
import tools.jackson.databind.exc.ValueInstantiationException;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

import java.time.Instant;
import java.util.Map;

/**
 * Between the contract's types and their bytes. Writing is deterministic: equal values give equal
 * bytes. Reading ignores members it does not know, so that newer writers do not stop older readers.
 *
 * <p>All {@code decode…} throw {@link MalformedEvent} if the data is not what the contract says, or
 * is missing.
 */
public final class EventCodec {

    private static final String JSON_TYPE = "application/json";

    private static final JsonMapper JSON =
            JsonMapper.builder()
                    .disable(MapperFeature.SORT_PROPERTIES_ALPHABETICALLY)
                    .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
                    .enable(DeserializationFeature.FAIL_ON_NULL_FOR_PRIMITIVES)
                    // A provider's numbers keep every digit.
                    .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
                    .disable(JsonNodeFeature.STRIP_TRAILING_BIGDECIMAL_ZEROES)
                    .changeDefaultPropertyInclusion(
                            ignored ->
                                    JsonInclude.Value.construct(
                                            JsonInclude.Include.NON_NULL,
                                            JsonInclude.Include.ALWAYS))
                    .build();

    private EventCodec() {}

    /** For values that are not events of their own, for example records on their way into one. */
    public static byte[] encode(Object value) {
        return Utf8.encode(JSON.writeValueAsString(value));
    }

    public static CloudEvent event(ConnectionChange change, @Nullable Instant time) {
        return derived(
                DerivedId.ofConsequence(
                                change.cause().ceId(), change.cause().n(), change.kind().ceType())
                        .toString(),
                EventSource.STORE,
                change.kind().ceType(),
                change.connection().key().encoded(),
                time,
                ConnectionChange.SCHEMA,
                change);
    }

    /** The state that a change left behind. */
    public static CloudEvent stateAfter(ConnectionChange change, @Nullable Instant time) {
        return derived(
                DerivedId.ofConsequence(
                                change.cause().ceId(), change.cause().n(), ConnectionState.CE_TYPE)
                        .toString(),
                EventSource.STORE,
                ConnectionState.CE_TYPE,
                change.connection().key().encoded(),
                time,
                ConnectionState.SCHEMA,
                ConnectionState.after(change));
    }

    /**
     * @param id new for every answer: asking twice may give two answers
     */
    public static CloudEvent event(
            Observation observation, ConnectionKey connection, String id, @Nullable Instant time) {
        return switch (observation) {
            case Observation.Present present ->
                    derived(
                            id,
                            EventSource.STORE,
                            Observation.Present.CE_TYPE,
                            connection.encoded(),
                            time,
                            Observation.Present.SCHEMA,
                            present);
            case Observation.Absent absent ->
                    derived(
                            id,
                            EventSource.STORE,
                            Observation.Absent.CE_TYPE,
                            connection.encoded(),
                            time,
                            Observation.Absent.SCHEMA,
                            absent);
        };
    }

    /** The same restatement of the same connection has the same id, however often it is sent. */
    public static CloudEvent event(
            Restatement restatement, ConnectionKey connection, @Nullable Instant time) {
        return derived(
                DerivedId.ofConsequence(
                                connection.encoded(), restatement.generation(), Restatement.CE_TYPE)
                        .toString(),
                EventSource.STORE,
                Restatement.CE_TYPE,
                connection.encoded(),
                time,
                Restatement.SCHEMA,
                restatement);
    }

    /**
     * @param id new for every request
     */
    public static CloudEvent event(
            RequestedDeletion deletion,
            ConnectionKey connection,
            String id,
            @Nullable Instant time) {
        return derived(
                id,
                EventSource.STORE,
                RequestedDeletion.CE_TYPE,
                connection.encoded(),
                time,
                RequestedDeletion.SCHEMA,
                deletion);
    }

    public static CloudEvent event(
            RecordChange change, RecordChange.Origin origin, @Nullable Instant time) {
        return RecordEvents.event(change, origin, time, encode(change));
    }

    /**
     * @param n which event of the run this is, so that a repeated publication has the same id
     */
    public static CloudEvent event(SyncRun run, int n, @Nullable Instant time) {
        return derived(
                DerivedId.ofConsequence(run.run().toString(), n, run.kind().ceType()).toString(),
                EventSource.WORKER,
                run.kind().ceType(),
                run.connection().encoded(),
                time,
                SyncRun.SCHEMA,
                run);
    }

    private static CloudEvent derived(
            String id,
            String source,
            String type,
            String subject,
            @Nullable Instant time,
            String schema,
            Object data) {
        return new CloudEvent(
                id, source, type, subject, time, schema, JSON_TYPE, Map.of(), encode(data));
    }

    /** Only for the types of {@link ConnectionChange.Kind}. */
    public static ConnectionChange decodeConnectionChange(CloudEvent event) {
        ConnectionChange.Kind kind =
                ConnectionChange.Kind.of(event.type()).orElseThrow(() -> unexpected(event));
        return decode(event, ConnectionChange.class, kind.name());
    }

    public static ConnectionState decodeConnectionState(CloudEvent event) {
        return decode(event, ConnectionState.class, null);
    }

    /** Only for the two types of {@link Observation}. */
    public static Observation decodeObservation(CloudEvent event) {
        return switch (event.type()) {
            case Observation.Present.CE_TYPE -> decode(event, Observation.Present.class, null);
            case Observation.Absent.CE_TYPE -> decode(event, Observation.Absent.class, null);
            default -> throw unexpected(event);
        };
    }

    public static Restatement decodeRestatement(CloudEvent event) {
        return decode(event, Restatement.class, null);
    }

    public static RequestedDeletion decodeRequestedDeletion(CloudEvent event) {
        return decode(event, RequestedDeletion.class, null);
    }

    public static RecordChange decodeRecordChange(CloudEvent event) {
        return decode(event, RecordChange.class, null);
    }

    /** Only for the types of {@link SyncRun.Kind}. */
    public static SyncRun decodeSyncRun(CloudEvent event) {
        SyncRun.Kind kind = SyncRun.Kind.of(event.type()).orElseThrow(() -> unexpected(event));
        return decode(event, SyncRun.class, kind.name());
    }

    public static OversizedWebhook decodeOversized(CloudEvent event) {
        return decode(event, OversizedWebhook.class, null);
    }

    private static MalformedEvent unexpected(CloudEvent event) {
        return new MalformedEvent("ce_type '" + event.type() + "' is not of this payload");
    }

    private static <T> T decode(CloudEvent event, Class<T> type, @Nullable String kind) {
        byte[] data = event.data();
        if (data == null) {
            throw new MalformedEvent(event.type() + " has no data");
        }
        try {
            T value = kind == null ? JSON.readValue(data, type) : ofKind(event, data, type, kind);
            if (value == null) {
                throw new MalformedEvent(event.type() + " is not a JSON object");
            }
            return value;
        } catch (DatabindException e) {
            throw new MalformedEvent(
                    "%s does not fit its schema at %s: %s"
                            .formatted(event.type(), e.getPathReference(), rule(e)));
        } catch (JacksonException _) {
            throw new MalformedEvent(event.type() + " is not JSON");
        } catch (NullPointerException e) {
            throw new MalformedEvent(event.type() + " lacks " + e.getMessage(), e);
        }
    }

    /** The type's one member that is not in the data but in the event's type. */
    private static <T> T ofKind(CloudEvent event, byte[] data, Class<T> type, String kind) {
        JsonNode tree = JSON.readTree(data);
        if (!(tree instanceof ObjectNode object)) {
            throw new MalformedEvent(event.type() + " is not a JSON object");
        }
        return JSON.treeToValue(object.put("kind", kind), type);
    }

    /**
     * Jackson's own messages quote the value, and so would a stack trace with one as its cause.
     * Those of the contract's types name the rule.
     */
    private static String rule(DatabindException e) {
        return e instanceof ValueInstantiationException && e.getCause() != null
                ? String.valueOf(e.getCause().getMessage())
                : e.getClass().getSimpleName();
    }
}

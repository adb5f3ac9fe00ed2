package io.tributary.events;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.Objects.requireNonNull;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The JSON Schemas (draft 2020-12) of everything published, as they lie in this artefact. {@code
 * ce_dataschema} names them by their URN. A change that an old reader could not bear gets a new
 * number; members may be added under the same one.
 */
public final class Schemas {

    private static final Pattern URN = Pattern.compile("urn:tributary:schema:([a-z-]+):1");

    /** The URNs of all schemas. {@code connection} is a part of others. */
    public static final List<String> ALL =
            List.of(
                    "urn:tributary:schema:connection:1",
                    ConnectionChange.SCHEMA,
                    ConnectionState.SCHEMA,
                    Observation.Present.SCHEMA,
                    Observation.Absent.SCHEMA,
                    Restatement.SCHEMA,
                    RequestedDeletion.SCHEMA,
                    RecordChange.UPSERTED_SCHEMA,
                    RecordChange.DELETED_SCHEMA,
                    SyncRun.SCHEMA,
                    OversizedWebhook.SCHEMA,
                    "urn:tributary:schema:webhook-auth:1",
                    "urn:tributary:schema:webhook-sync:1",
                    "urn:tributary:schema:webhook-forward:1",
                    "urn:tributary:schema:webhook-async-action:1");

    private Schemas() {}

    /**
     * The schema's text.
     *
     * @throws IllegalArgumentException if there is none of that name
     */
    public static String text(String urn) {
        Matcher name = URN.matcher(urn);
        if (!name.matches() || !ALL.contains(urn)) {
            throw new IllegalArgumentException("no schema '" + urn + "'; there are " + ALL);
        }
        try (InputStream file =
                requireNonNull(
                        Schemas.class.getResourceAsStream("schemas/" + name.group(1) + ".json"))) {
            return new String(file.readAllBytes(), UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}

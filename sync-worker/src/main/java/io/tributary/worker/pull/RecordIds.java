package io.tributary.worker.pull;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.tributary.worker.definition.Definition;

import org.jspecify.annotations.Nullable;

import tools.jackson.databind.JsonNode;

import java.nio.charset.CharsetEncoder;
import java.util.HexFormat;
import java.util.zip.CRC32C;

/** Takes the ids out of a page's records, as the definition says, and remembers what they were. */
final class RecordIds {

    private static final int LONGEST = 1_000;

    private final Definition definition;
    private final CharsetEncoder encoder = UTF_8.newEncoder();
    private final CRC32C all = new CRC32C();
    private int count;
    private @Nullable JsonNode last;

    RecordIds(Definition definition) {
        this.definition = definition;
    }

    /** The id of the page's next record. */
    String next(JsonNode record) {
        JsonNode id = definition.id().in(record);
        if (!(id.isString() && !id.stringValue().isEmpty() || id.isIntegralNumber())) {
            throw PullFailed.unfit(
                    "record_without_id",
                    "Record %d of a page has no string or whole number at '%s'. Mend 'id' of definition '%s' (the record is: %s)."
                            .formatted(
                                    count, definition.id(), definition.name(), Shape.of(record)));
        }
        String text = id.asString();
        // Half a pair would be written as '?', and two records as one.
        if (text.length() > LONGEST || !encoder.canEncode(text)) {
            throw PullFailed.unfit(
                    "record_id_unfit",
                    "Record %d of a page has an id at '%s' that is longer than %d characters or has half a surrogate pair in it. Choose another 'id' in definition '%s'."
                            .formatted(count, definition.id(), LONGEST, definition.name()));
        }
        count++;
        last = id;
        all.update(text.getBytes(UTF_8));
        all.update('\n');
        return text;
    }

    int count() {
        return count;
    }

    @Nullable JsonNode last() {
        return last;
    }

    String fingerprint() {
        return HexFormat.of().toHexDigits((int) all.getValue());
    }
}

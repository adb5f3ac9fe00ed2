package io.tributary.worker.pull;

import io.tributary.events.RecordChange;
import io.tributary.worker.definition.Definition;
import io.tributary.worker.run.Lease;

import org.springframework.stereotype.Component;

import tools.jackson.databind.JsonNode;

import java.util.ArrayList;
import java.util.List;

/** Takes the records out of a page, as the definition says. */
@Component
class RecordExtraction {

    private static final int LONGEST_SHAPE = 500;

    List<RecordChange> records(Lease lease, Definition definition, Page page) {
        JsonNode array = definition.records().in(page.body());
        if (!array.isArray()) {
            throw PullFailed.unfit(
                    "records_not_found",
                    "A page has no array at '%s'. Mend 'records' of definition '%s' (the page is: %s)."
                            .formatted(
                                    definition.records(), definition.name(), shape(page.body())));
        }
        List<RecordChange> records = new ArrayList<>(array.size());
        for (JsonNode record : array) {
            records.add(
                    RecordChange.upserted(
                            lease.connection(),
                            lease.model(),
                            idOf(record, definition, records.size()),
                            record));
        }
        return records;
    }

    private static String idOf(JsonNode record, Definition definition, int index) {
        JsonNode id = definition.id().in(record);
        if (id.isString() && !id.stringValue().isEmpty() || id.isIntegralNumber()) {
            return id.asString();
        }
        throw PullFailed.unfit(
                "record_without_id",
                "Record %d of a page has no string or whole number at '%s'. Mend 'id' of definition '%s' (the record is: %s)."
                        .formatted(index, definition.id(), definition.name(), shape(record)));
    }

    /** Names of members only: values are a customer's. */
    private static String shape(JsonNode value) {
        if (!value.isObject()) {
            return "of type " + value.getNodeType();
        }
        String names = String.valueOf(value.propertyNames());
        return "an object of "
                + names.substring(0, Math.min(names.length(), LONGEST_SHAPE))
                        // PostgreSQL refuses it, and the reason could not be kept.
                        .replace('\0', '\ufffd');
    }
}

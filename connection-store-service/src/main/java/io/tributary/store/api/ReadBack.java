package io.tributary.store.api;

import io.tributary.store.decision.Facts;
import io.tributary.store.ledger.FactsJson;

import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

import java.util.UUID;

/**
 * What a row keeps as JSON. One that somebody else spoilt shows what else it has: it must not hide
 * the others of its page.
 */
final class ReadBack {

    private static final Logger LOGGER = LoggerFactory.getLogger(ReadBack.class);

    private ReadBack() {}

    /** None where there are none, or they cannot be read. */
    static @Nullable Facts facts(UUID connection, @Nullable String json) {
        if (json == null) {
            return null;
        }
        try {
            return FactsJson.read(json);
        } catch (JacksonException e) {
            log(connection, "facts", e);
            return null;
        }
    }

    /** None where it cannot be read. */
    static @Nullable JsonNode change(UUID connection, byte[] json) {
        try {
            return JsonMapper.shared().readTree(json);
        } catch (JacksonException e) {
            log(connection, "history", e);
            return null;
        }
    }

    private static void log(UUID connection, String what, JacksonException failure) {
        // Without the text around: it may be a person's.
        LOGGER.atError()
                .addKeyValue("connection", connection)
                .addKeyValue("unreadable", what)
                .addKeyValue("why", failure.getOriginalMessage())
                .log("a row cannot be read back; a rebuild with --swap mends it");
    }
}

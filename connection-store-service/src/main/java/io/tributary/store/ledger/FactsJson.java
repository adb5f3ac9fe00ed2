package io.tributary.store.ledger;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.tributary.events.EventCodec;
import io.tributary.store.decision.Facts;

import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.json.JsonMapper;

/** Facts as JSON text, exact to the last surrogate. */
public final class FactsJson {

    private static final JsonMapper JSON =
            JsonMapper.builder().disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES).build();

    private FactsJson() {}

    static String write(Facts facts) {
        return new String(EventCodec.encode(facts), UTF_8);
    }

    /** Reads what the ledger wrote. */
    public static Facts read(String json) {
        return JSON.readValue(json, Facts.class);
    }
}

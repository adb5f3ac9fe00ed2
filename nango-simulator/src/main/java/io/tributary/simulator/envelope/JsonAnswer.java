package io.tributary.simulator.envelope;

import io.tributary.simulator.json.CanonicalJson;

import org.springframework.http.ResponseEntity;

import tools.jackson.databind.JsonNode;

/** An answer in JSON, whatever the caller says it accepts. */
public final class JsonAnswer {

    private JsonAnswer() {}

    public static ResponseEntity<byte[]> of(int status, JsonNode json) {
        return ResponseEntity.status(status)
                .header("Content-Type", "application/json; charset=utf-8")
                .body(CanonicalJson.rewrite(json));
    }
}

package io.tributary.simulator.envelope;

import io.tributary.simulator.json.JsJson;

import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

import java.util.List;

/** An answer other than success, in Nango's envelope. */
public final class ApiException extends RuntimeException {

    private final int status;
    private final ObjectNode error;

    public ApiException(int status, String code, String message) {
        super(message);
        this.status = status;
        this.error = JsJson.object().put("code", code).put("message", message);
    }

    private ApiException(int status, ObjectNode error) {
        super(error.path("code").asString());
        this.status = status;
        this.error = error;
    }

    /** One reason why a request was refused, with the path of the member it is about. */
    public record Flaw(String code, String message, List<String> path) {}

    /**
     * 400 with the list of what is wrong: {@code invalid_body}, {@code invalid_query_params}, ...
     */
    public static ApiException invalid(String code, List<Flaw> flaws) {
        ObjectNode error = JsJson.object().put("code", code);
        error.set("errors", JsJson.of(flaws));
        return new ApiException(400, error);
    }

    public static ApiException invalid(String code, String message, String... path) {
        return invalid(code, List.of(new Flaw("custom", message, List.of(path))));
    }

    public ApiException withPayload(JsonNode payload) {
        error.set("payload", payload);
        return this;
    }

    public int status() {
        return status;
    }

    public String code() {
        return error.path("code").asString();
    }

    ObjectNode error() {
        return error;
    }
}

package io.tributary.worker.stand;

import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;

/** Calls of a worker's API. */
public record Api(int port) {

    private static final HttpClient HTTP = HttpClient.newHttpClient();

    /** What came back. */
    public record Answer(int status, JsonNode json, HttpResponse<String> raw) {

        public String detail() {
            return json.path("detail").asString();
        }
    }

    public Answer get(String target) {
        return send(request(target, Tokens.valid()));
    }

    public Answer asNobody(String target) {
        return send(HttpRequest.newBuilder(address(target)));
    }

    /** As an operator. */
    public Answer post(String target, String json) {
        return post(target, json, Tokens.operator());
    }

    public Answer post(String target, String json, String token) {
        return send(
                request(target, token)
                        .header("Content-Type", "application/json")
                        .POST(HttpRequest.BodyPublishers.ofString(json)));
    }

    /**
     * @param token null: none
     */
    public Answer call(String method, String target, String token) {
        HttpRequest.Builder request = HttpRequest.newBuilder(address(target));
        if (token != null) {
            request.header("Authorization", "Bearer " + token);
        }
        return send(request.method(method, HttpRequest.BodyPublishers.noBody()));
    }

    private HttpRequest.Builder request(String target, String token) {
        return HttpRequest.newBuilder(address(target)).header("Authorization", "Bearer " + token);
    }

    private URI address(String target) {
        return URI.create("http://127.0.0.1:" + port + target);
    }

    private static Answer send(HttpRequest.Builder request) {
        try {
            HttpResponse<String> raw =
                    HTTP.send(request.build(), HttpResponse.BodyHandlers.ofString());
            JsonNode json =
                    raw.headers().firstValue("content-type").orElse("").contains("json")
                            ? JsonMapper.shared().readTree(raw.body())
                            : JsonMapper.shared().createObjectNode();
            return new Answer(raw.statusCode(), json, raw);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }
}

package io.tributary.store;

import org.springframework.context.ConfigurableApplicationContext;

import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;

/** Calls of a started service over HTTP. */
record ApiCalls(ConfigurableApplicationContext service, Tokens tokens) {

    private static final HttpClient HTTP = HttpClient.newHttpClient();

    static JsonNode json(HttpResponse<String> answer) {
        return JsonMapper.shared().readTree(answer.body());
    }

    HttpResponse<String> get(String path) {
        return send(request("local.server.port", path, tokens.valid()));
    }

    HttpResponse<String> asOperator(String path) {
        return send(request("local.server.port", path, tokens.operator()));
    }

    HttpResponse<String> as(String token, String path) {
        return send(request("local.server.port", path, token));
    }

    HttpResponse<String> asNobody(String path) {
        return send(request("local.server.port", path, null));
    }

    HttpResponse<String> actuator(String path) {
        return send(request("local.management.port", path, tokens.operator()));
    }

    HttpResponse<String> post(String path, String json, String token) {
        return send(
                request("local.server.port", path, token)
                        .header("Content-Type", "application/json")
                        .POST(HttpRequest.BodyPublishers.ofString(json)));
    }

    /**
     * @param json null: no body
     * @param token null: none
     */
    HttpResponse<String> call(String method, String path, String json, String token) {
        HttpRequest.Builder request = request("local.server.port", path, token);
        if (json != null) {
            request.header("Content-Type", "application/json");
        }
        return send(
                request.method(
                        method,
                        json == null
                                ? HttpRequest.BodyPublishers.noBody()
                                : HttpRequest.BodyPublishers.ofString(json)));
    }

    HttpRequest.Builder request(String port, String path, String token) {
        String base = "http://127.0.0.1:" + service.getEnvironment().getProperty(port);
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create(base + path));
        return token == null ? request : request.header("Authorization", "Bearer " + token);
    }

    static HttpResponse<String> send(HttpRequest.Builder request) {
        try {
            return HTTP.send(request.build(), HttpResponse.BodyHandlers.ofString());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }
}

package io.tributary.local.compose;

import tools.jackson.databind.JsonNode;

import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/** The Prometheus of a composed stack, by its API. */
record Prometheus(ComposedStack stack, Caller caller) {

    private static final int MINUTES = 10;

    /** Names of all series that were ever scraped. */
    Set<String> names() throws Exception {
        var names = new TreeSet<String>();
        answer("/api/v1/label/__name__/values").forEach(name -> names.add(name.stringValue()));
        return names;
    }

    /** Whether an expression had a number at any time of late. */
    boolean answers(String expression) throws Exception {
        long now = Instant.now().getEpochSecond();
        JsonNode result =
                answer(
                                "/api/v1/query_range?step=5&start=%d&end=%d&query=%s"
                                        .formatted(now - MINUTES * 60, now, encoded(expression)))
                        .path("result");
        return result.valueStream()
                .flatMap(series -> series.path("values").valueStream())
                .anyMatch(point -> !point.path(1).stringValue().equals("NaN"));
    }

    /** Every alert rule as it was loaded. */
    List<JsonNode> rules() throws Exception {
        return answer("/api/v1/rules")
                .path("groups")
                .valueStream()
                .flatMap(group -> group.path("rules").valueStream())
                .toList();
    }

    private JsonNode answer(String path) throws Exception {
        URI address = stack.address("PROMETHEUS", path);
        JsonNode answer = caller.get(address);
        if (!answer.path("status").stringValue().equals("success")) {
            throw new AssertionError(address + " " + answer);
        }
        return answer.path("data");
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }
}

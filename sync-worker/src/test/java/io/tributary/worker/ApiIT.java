package io.tributary.worker;

import static io.tributary.events.ConnectionChange.Kind.CREATED;
import static io.tributary.events.SyncRun.Kind.COMPLETED;
import static io.tributary.worker.stand.Stand.NANGO;
import static io.tributary.worker.stand.Stand.aConnection;
import static io.tributary.worker.stand.Stand.change;
import static io.tributary.worker.stand.Stand.publish;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.tributary.events.ConnectionKey;
import io.tributary.worker.stand.RunningWorker;
import io.tributary.worker.stand.Seen;
import io.tributary.worker.stand.Tokens;

import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;

class ApiIT {

    private static final HttpClient CLIENT = HttpClient.newHttpClient();

    private static RunningWorker worker;

    @BeforeAll
    static void start() {
        worker = RunningWorker.shared();
    }

    @Test
    void showsRunsToHoldersOfATokenOnly() throws Exception {
        ConnectionKey connection = aConnection();
        NANGO.connection(connection.connectionId(), 150);
        publish(change(connection, CREATED, 1));
        Seen.awaitLast(connection, COMPLETED);

        HttpResponse<String> answer = get(worker.port(), "/api/syncs?limit=1000", Tokens.valid());

        assertThat(answer.statusCode()).isEqualTo(200);
        JsonNode run = runOf(connection, answer.body());
        assertThat(run.path("status").asString()).isIn("running", "completed");
        assertThat(run.path("environment").asString()).isEqualTo("dev");
        assertThat(run.path("model").asString()).isEqualTo("Contact");
        assertThat(run.path("pages").asInt()).isEqualTo(2);
        assertThat(run.path("records").asInt()).isEqualTo(150);
    }

    @Test
    void demandsABearerToken() throws Exception {
        HttpResponse<String> none = get(worker.port(), "/api/syncs", null);
        HttpResponse<String> forged = get(worker.port(), "/api/syncs", Tokens.valid() + "x");

        for (HttpResponse<String> answer : new HttpResponse[] {none, forged}) {
            assertThat(answer.statusCode()).isEqualTo(401);
            assertThat(answer.headers().firstValue("www-authenticate").orElseThrow())
                    .startsWith("Bearer");
            assertThat(answer.headers().firstValue("content-type").orElseThrow())
                    .startsWith("application/problem+json");
            assertThat(new JsonMapper().readTree(answer.body()).path("status").asInt())
                    .isEqualTo(401);
        }
    }

    @Test
    void answersAWrongRequestWithAProblem() throws Exception {
        HttpResponse<String> answer = get(worker.port(), "/api/syncs?limit=0", Tokens.valid());

        assertThat(answer.statusCode()).isEqualTo(400);
        assertThat(answer.headers().firstValue("content-type").orElseThrow())
                .startsWith("application/problem+json");
    }

    @Test
    void tellsOperatorsOnAPortOfItsOwn() throws Exception {
        HttpResponse<String> ready =
                get(worker.managementPort(), "/actuator/health/readiness", null);
        HttpResponse<String> metrics =
                await().atMost(Duration.ofSeconds(60))
                        .until(
                                () -> scrape(Tokens.valid()),
                                answer -> answer.body().contains("worker_freshness_oldest"));

        assertThat(ready.statusCode()).isEqualTo(200);
        assertThat(metrics.body())
                .contains("jvm_memory_used_bytes")
                .as("counted only where the configuration says what is too old")
                .doesNotContain("tributary_worker_freshness_overdue");
        assertThat(scrape(null).statusCode()).isEqualTo(401);
        assertThat(scrape(Tokens.expired()).statusCode()).isEqualTo(401);
        assertThat(scrape(Tokens.endUser()).statusCode()).isEqualTo(403);
        assertThat(scrape(Tokens.operator()).statusCode()).isEqualTo(200);
    }

    private HttpResponse<String> scrape(String token) throws Exception {
        return get(worker.managementPort(), "/actuator/prometheus", token);
    }

    private static JsonNode runOf(ConnectionKey connection, String body) {
        for (JsonNode run : new JsonMapper().readTree(body).path("syncs")) {
            if (run.path("connectionId").asString().equals(connection.connectionId())) {
                return run;
            }
        }
        throw new AssertionError("no run of " + connection.connectionId());
    }

    private static HttpResponse<String> get(int port, String target, String token)
            throws IOException, InterruptedException {
        HttpRequest.Builder request =
                HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + target));
        if (token != null) {
            request.header("Authorization", "Bearer " + token);
        }
        return CLIENT.send(request.build(), BodyHandlers.ofString());
    }
}

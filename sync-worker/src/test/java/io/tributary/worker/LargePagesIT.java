package io.tributary.worker;

import static io.tributary.events.ConnectionChange.Kind.CREATED;
import static io.tributary.worker.stand.Stand.NANGO;
import static io.tributary.worker.stand.Stand.aConnection;
import static io.tributary.worker.stand.Stand.change;
import static io.tributary.worker.stand.Stand.publish;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.sun.net.httpserver.HttpExchange;

import io.tributary.events.ConnectionKey;
import io.tributary.worker.stand.RunningWorker;
import io.tributary.worker.stand.Stand;
import io.tributary.worker.stand.TopicReader;

import org.junit.jupiter.api.Test;

import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** A page costs the worker no more memory than its largest record, whatever its size. */
class LargePagesIT {

    private static final int RECORDS_OF_A_PAGE = 10_000;
    private static final int PAGES = 2;
    private static final String REST = ",\"text\":\"" + "x".repeat(5_000) + "\"}";

    /**
     * Alone a worker uses about half of it. As a tree one of the pages would take all, and more.
     */
    private static final List<String> SMALL_HEAP =
            List.of("-Xmx112m", "-XX:+ExitOnOutOfMemoryError");

    @Test
    void pullsPagesOfFiftyMegabytesWithASmallHeap() throws Exception {
        ConnectionKey connection = aConnection();
        NANGO.connection(connection.connectionId(), (exchange, _) -> page(exchange));
        RunningWorker.stopShared();
        Process worker = RunningWorker.startProcess(SMALL_HEAP, settings());
        try {
            publish(change(connection, CREATED, 1));

            await().atMost(Duration.ofMinutes(4))
                    .pollInterval(Duration.ofSeconds(1))
                    .until(() -> !worker.isAlive() || isOver(connection));
            assertThat(worker.isAlive()).as("enough memory").isTrue();
        } finally {
            worker.destroyForcibly().waitFor();
        }

        assertThat(
                        Stand.sql()
                                .sql(
                                        "select status || ' ' || pages || ' ' || records from"
                                                + " sync.run where connection = ?")
                                .param(connection.encoded())
                                .query(String.class)
                                .single())
                .isEqualTo("completed " + PAGES + " " + PAGES * RECORDS_OF_A_PAGE);
        assertThat(TopicReader.count("nango.records.Large"))
                .isGreaterThanOrEqualTo(PAGES * RECORDS_OF_A_PAGE);
    }

    private static boolean isOver(ConnectionKey connection) {
        return Stand.sql()
                        .sql(
                                """
                                select count(*) from sync.run
                                where connection = ? and finished_at is not null\
                                """)
                        .param(connection.encoded())
                        .query(Integer.class)
                        .single()
                > 0;
    }

    private static void page(HttpExchange exchange) throws IOException {
        int page = Integer.parseInt(exchange.getRequestURI().getQuery().split("=")[1]);
        exchange.getResponseHeaders().add("Content-Type", "application/json");
        exchange.sendResponseHeaders(200, 0);
        OutputStream body = new BufferedOutputStream(exchange.getResponseBody(), 64 * 1024);
        body.write("{\"items\":[".getBytes(UTF_8));
        for (int n = 0; n < RECORDS_OF_A_PAGE; n++) {
            String id = (n == 0 ? "" : ",") + "{\"id\":" + ((page - 1) * RECORDS_OF_A_PAGE + n);
            body.write((id + REST).getBytes(UTF_8));
        }
        body.write(("],\"total\":" + PAGES * RECORDS_OF_A_PAGE + "}").getBytes(UTF_8));
        body.flush();
    }

    private static Map<String, String> settings() {
        Map<String, String> settings = new TreeMap<>();
        String definition = "tributary.worker.definitions[0].";
        settings.put(definition + "name", "large");
        settings.put(definition + "integrations[0]", Stand.INTEGRATION);
        settings.put(definition + "model", "Large");
        settings.put(definition + "endpoint.path", "/v1/large");
        settings.put(definition + "records", "items");
        settings.put(definition + "paging.kind", "page-number");
        settings.put(definition + "paging.parameter", "page");
        settings.put(definition + "paging.total", "total");
        settings.put(definition + "paging.page-size", Integer.toString(RECORDS_OF_A_PAGE));
        settings.put("tributary.worker.nango.request-timeout", "120s");
        return settings;
    }
}

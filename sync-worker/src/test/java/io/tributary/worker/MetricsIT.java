package io.tributary.worker;

import static io.tributary.events.ConnectionChange.Kind.CREATED;
import static io.tributary.events.SyncRun.Kind.COMPLETED;
import static io.tributary.events.SyncRun.Kind.FAILED;
import static io.tributary.worker.stand.Stand.NANGO;
import static io.tributary.worker.stand.Stand.change;
import static io.tributary.worker.stand.Stand.publish;
import static io.tributary.worker.stand.Stand.sql;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.tributary.events.ConnectionKey;
import io.tributary.worker.stand.Api;
import io.tributary.worker.stand.FakeNango;
import io.tributary.worker.stand.RunningWorker;
import io.tributary.worker.stand.Seen;

import org.junit.jupiter.api.Test;

import java.time.Duration;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** After a known history, the scrape says exactly what was in it. */
class MetricsIT {

    private static final String INTEGRATION = "measured-crm";
    private static final String LABELS =
            "{integration=\"" + INTEGRATION + "\",model=\"Contact\"%s}";

    private final ConnectionKey complete = key();
    private final ConnectionKey failing = key();

    @Test
    void tellsWhatWasPulledAndHowFreshItIs() {
        RunningWorker.stopShared();
        NANGO.connection(complete.connectionId(), 250)
                .onRequest(1, exchange -> FakeNango.answer(exchange, 503, "{}"));
        NANGO.connection(failing.connectionId(), 10)
                .onRequest(0, exchange -> FakeNango.answer(exchange, 404, "{}"));
        try (RunningWorker worker = RunningWorker.start(definitions())) {
            worker.awaitConsuming();
            Api scraped = new Api(worker.managementPort());
            assertThat(value(scraped, "records_total", "")).isZero();

            publish(change(complete, CREATED, 1));
            publish(change(failing, CREATED, 1));
            Seen.awaitLast(complete, COMPLETED);
            Seen.awaitLast(failing, FAILED);
            pulledByADefinitionThatIsGone();
            // Two hours old, for the worker that is asked.
            await().atMost(Duration.ofSeconds(60)).until(this::completedTwoHoursAgo);

            await().atMost(Duration.ofSeconds(60))
                    .untilAsserted(
                            () -> {
                                says(scraped, "calls_total", "", 5);
                                says(scraped, "pages_total", "", 3);
                                says(scraped, "records_total", "", 250);
                                says(scraped, "completed_total", "", 1);
                                says(scraped, "waits_seconds_count", "provider_503", 1);
                                says(scraped, "failures_total", "provider_404", 1);
                                says(scraped, "syncs", "completed", 1);
                                says(scraped, "syncs", "failed", 1);
                                says(scraped, "syncs", "running", 0);
                                says(scraped, "freshness_overdue", "", 1);
                                assertThat(value(scraped, "waits_seconds_sum", "provider_503"))
                                        .isBetween(0.5, 3.0);
                                // What an alert goes by.
                                assertThat(value(scraped, "waits_seconds_max", "provider_503"))
                                        .isBetween(0.5, 3.0);
                                assertThat(value(scraped, "freshness_oldest_seconds", ""))
                                        .isBetween(7200.0, 7800.0);
                            });
            String scrape = scraped.get("/actuator/prometheus").raw().body();
            assertThat(scrape.lines().filter(line -> line.startsWith("# HELP tributary_")))
                    .isNotEmpty()
                    .allMatch(help -> help.split(" ", 4).length == 4 && !help.endsWith(" "));
            assertThat(scrape)
                    .doesNotContain(complete.connectionId())
                    .contains(
                            "tributary_worker_syncs"
                                    + LABELS.replace("Contact", "Gone")
                                            .formatted(",status=\"completed\""))
                    .doesNotContain("seconds" + LABELS.replace("Contact", "Gone").formatted(""))
                    .doesNotContain("overdue" + LABELS.replace("Contact", "Gone").formatted(""));
        }
    }

    /** The usual one, of an integration that no other test has. */
    private static Map<String, String> definitions() {
        Map<String, String> definitions = new TreeMap<>(RunningWorker.settings());
        definitions.keySet().removeIf(name -> !name.startsWith("tributary.worker.definitions"));
        definitions.put("tributary.worker.definitions[0].integrations[0]", INTEGRATION);
        definitions.put("tributary.worker.freshness.overdue-after", "1h");
        return definitions;
    }

    private void pulledByADefinitionThatIsGone() {
        sql().sql(
                        """
                        with gone as (
                            insert into sync.run (id, connection, model, trigger, status, due_at,
                                created_at, finished_at)
                            select gen_random_uuid(), :key, 'Gone', 'created', 'completed', at, at, at
                            from (select now() - interval '30 days' as at) long_ago
                            returning id)
                        insert into sync.sync (id, connection, model, run)
                        select gen_random_uuid(), :key, 'Gone', id from gone\
                        """)
                .param("key", complete.encoded())
                .update();
    }

    private boolean completedTwoHoursAgo() {
        return sql().sql(
                                """
                                update sync.run set finished_at = finished_at - interval '2 hours'
                                where connection = ? and status = 'completed'
                                    and finished_at > now() - interval '1 hour'\
                                """)
                        .param(complete.encoded())
                        .update()
                == 1;
    }

    private static void says(Api scraped, String name, String further, double value) {
        assertThat(value(scraped, name, further)).as(name + " " + further).isEqualTo(value);
    }

    private static double value(Api scraped, String name, String further) {
        String scrape = scraped.get("/actuator/prometheus").raw().body();
        String label =
                further.isEmpty()
                        ? ""
                        : (name.equals("syncs") ? ",status=\"" : ",reason=\"") + further + "\"";
        Matcher line =
                Pattern.compile(
                                "^tributary_worker_"
                                        + name
                                        + Pattern.quote(LABELS.formatted(label))
                                        + " (\\S+)$",
                                Pattern.MULTILINE)
                        .matcher(scrape);
        return line.find() ? Double.parseDouble(line.group(1)) : Double.NaN;
    }

    private static ConnectionKey key() {
        return new ConnectionKey("dev", INTEGRATION, "user/" + UUID.randomUUID());
    }
}

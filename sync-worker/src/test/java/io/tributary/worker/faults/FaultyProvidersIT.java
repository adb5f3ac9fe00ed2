package io.tributary.worker.faults;

import static io.tributary.events.ConnectionChange.Kind.CREATED;
import static io.tributary.worker.stand.Stand.NANGO;
import static io.tributary.worker.stand.Stand.change;
import static io.tributary.worker.stand.Stand.publish;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.tributary.events.ConnectionKey;
import io.tributary.events.EventCodec;
import io.tributary.events.RecordChange;
import io.tributary.kafka.KafkaCloudEvents;
import io.tributary.worker.stand.RunningWorker;
import io.tributary.worker.stand.Stand;
import io.tributary.worker.stand.TopicReader;

import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.assertj.core.api.SoftAssertions;
import org.junit.jupiter.api.Test;

import java.time.Duration;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.UUID;
import java.util.stream.Collectors;

/**
 * Whatever a provider and the way to it do, a run that is completed has published everything: the
 * latest record of each key is the provider's. {@code tributary.seed} repeats a test, {@code
 * tributary.seeds} (4) is how many connections each kind of paging gets; the first has a quiet
 * provider, so that its run is completed whatever happens to the others.
 */
class FaultyProvidersIT {

    private static final long SEED = Long.getLong("tributary.seed", System.nanoTime() % 1_000_000);
    private static final int SEEDS = Integer.getInteger("tributary.seeds", 4);

    private final Map<ConnectionKey, FaultyProvider> providers = new LinkedHashMap<>();
    private final Map<ConnectionKey, ProviderKind> kinds = new HashMap<>();

    @Test
    void aCompletedRunHasPublishedEverythingThatItsProviderHas() {
        System.out.println("tributary.seed=" + SEED + " tributary.seeds=" + SEEDS);
        for (ProviderKind kind : ProviderKind.values()) {
            for (int n = 0; n < SEEDS; n++) {
                connect(kind, n == 0, new Random(SEED + 1_000_003L * n + kind.ordinal()));
            }
        }
        RunningWorker.stopShared();
        try (RunningWorker worker = RunningWorker.start(settings())) {
            providers.keySet().forEach(connection -> publish(change(connection, CREATED, 1)));
            await().atMost(Duration.ofSeconds(60 + 10L * SEEDS))
                    .pollInterval(Duration.ofMillis(500))
                    .until(() -> outcomes().size() == providers.size());
            worker.awaitConsuming();
        }

        Map<String, String> outcomes = outcomes();
        Map<ConnectionKey, Map<String, String>> published = compacted();
        SoftAssertions all = new SoftAssertions();
        providers.forEach(
                (connection, provider) ->
                        check(
                                all,
                                connection,
                                outcomes.get(connection.encoded()),
                                published.getOrDefault(connection, Map.of())));
        all.assertAll();
        assertThat(completedKinds(outcomes)).containsExactlyInAnyOrder(ProviderKind.values());
        assertThat(outcomes.values().stream().filter("completed"::equals).count())
                .as("most runs are completed, so that the rest means something")
                .isGreaterThan(providers.size() / 2);
    }

    private void connect(ProviderKind kind, boolean quiet, Random random) {
        ConnectionKey connection =
                new ConnectionKey(
                        Stand.ENVIRONMENT, kind.integration(), UUID.randomUUID().toString());
        FaultyProvider provider = new FaultyProvider(kind, quiet, random);
        NANGO.connection(connection.connectionId(), provider);
        providers.put(connection, provider);
        kinds.put(connection, kind);
    }

    private Set<ProviderKind> completedKinds(Map<String, String> outcomes) {
        return kinds.entrySet().stream()
                .filter(each -> outcomes.get(each.getKey().encoded()).equals("completed"))
                .map(Map.Entry::getValue)
                .collect(Collectors.toSet());
    }

    private void check(
            SoftAssertions all,
            ConnectionKey connection,
            String outcome,
            Map<String, String> published) {
        FaultyProvider provider = providers.get(connection);
        ProviderKind kind = kinds.get(connection);
        String what = kind + " of seed " + SEED;
        if (outcome.equals("completed")) {
            all.assertThat(published).as(what).isEqualTo(provider.data().byId());
        } else {
            all.assertThat(kind.loud()).as(what).contains(outcome);
            all.assertThat(provider.wasLoud()).as(what + " ended with " + outcome).isTrue();
            all.assertThat(provider.data().byId()).as(what).containsAllEntriesOf(published);
        }
    }

    private static Map<String, String> settings() {
        Map<String, String> settings = new TreeMap<>();
        for (ProviderKind kind : ProviderKind.values()) {
            settings.putAll(kind.settings());
        }
        settings.put("tributary.worker.nango.request-timeout", "1s");
        settings.put("tributary.worker.pull.longest-wait", "100ms");
        settings.put("db-scheduler.polling-interval", "200ms");
        settings.put("db-scheduler.threads", "16");
        return settings;
    }

    /**
     * Of the runs that are over, by connection: {@code completed}, or the code of what ended it.
     */
    private Map<String, String> outcomes() {
        Map<String, String> outcomes = new HashMap<>();
        Stand.sql()
                .sql(
                        """
                        select connection, coalesce(reason_code, status) as outcome from sync.run
                        where model = ? and finished_at is not null\
                        """)
                .param(ProviderKind.MODEL)
                .query()
                .listOfRows()
                .forEach(
                        row ->
                                outcomes.put(
                                        (String) row.get("connection"),
                                        (String) row.get("outcome")));
        return outcomes;
    }

    private Map<ConnectionKey, Map<String, String>> compacted() {
        List<ConsumerRecord<byte[], byte[]>> all =
                TopicReader.all("nango.records." + ProviderKind.MODEL);
        Map<ConnectionKey, Map<String, String>> latest = new HashMap<>();
        for (ConsumerRecord<byte[], byte[]> record : all) {
            RecordChange change =
                    EventCodec.decodeRecordChange(KafkaCloudEvents.fromRecord(record));
            latest.computeIfAbsent(change.connection(), _ -> new HashMap<>())
                    .put(change.recordId(), change.record().toString());
        }
        return latest;
    }
}

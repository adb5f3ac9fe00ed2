package io.tributary.worker.faults;

import static io.tributary.events.ConnectionChange.Kind.CREATED;
import static io.tributary.worker.stand.Stand.NANGO;
import static io.tributary.worker.stand.Stand.change;
import static io.tributary.worker.stand.Stand.publish;

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
import java.util.EnumMap;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.UUID;

/**
 * Whatever a provider and the way to it do, a run that is completed has published everything: the
 * latest record of each key is the provider's. {@code tributary.seed} repeats a test, {@code
 * tributary.seeds} (3, and no fewer) is how many connections each kind of paging gets. On the first
 * every fault there is befalls it; the second suffers a loss once, where that can be noticed; the
 * third again and again, and is the only one that is not completed.
 */
class FaultyProvidersIT {

    private static final long SEED = Long.getLong("tributary.seed", System.nanoTime() % 1_000_000);
    private static final int SEEDS = Integer.getInteger("tributary.seeds", 3);

    private final Map<ConnectionKey, FaultyProvider> providers = new LinkedHashMap<>();

    @Test
    void aCompletedRunHasPublishedEverythingThatItsProviderHas() {
        System.out.println("tributary.seed=" + SEED + " tributary.seeds=" + SEEDS);
        for (ProviderKind kind : ProviderKind.values()) {
            for (int n = 0; n < SEEDS; n++) {
                connect(kind, part(n), new Random(SEED + 1_000_003L * n + kind.ordinal()));
            }
        }
        RunningWorker.stopShared();
        try (RunningWorker worker = RunningWorker.start(settings())) {
            providers.keySet().forEach(connection -> publish(change(connection, CREATED, 1)));
            await().atMost(Duration.ofSeconds(240 + 10L * SEEDS))
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
                                provider,
                                outcomes.get(connection.encoded()),
                                published.getOrDefault(connection, Map.of())));
        for (ProviderKind kind : ProviderKind.values()) {
            count(all, kind, outcomes);
        }
        all.assertAll();
    }

    private static Script.Part part(int n) {
        return switch (n) {
            case 0 -> Script.Part.EVERY_FAULT;
            case 1 -> Script.Part.A_LOSS;
            case 2 -> Script.Part.LOSES_ON;
            default -> Script.Part.ANYTHING;
        };
    }

    private void connect(ProviderKind kind, Script.Part part, Random random) {
        ConnectionKey connection =
                new ConnectionKey(
                        Stand.ENVIRONMENT, kind.integration(), UUID.randomUUID().toString());
        FaultyProvider provider = new FaultyProvider(kind, new Script(part, random));
        NANGO.connection(connection.connectionId(), provider);
        providers.put(connection, provider);
    }

    private static void check(
            SoftAssertions all,
            ConnectionKey connection,
            FaultyProvider provider,
            String outcome,
            Map<String, String> published) {
        ProviderKind kind = provider.kind();
        String what = "%s of seed %d, %s".formatted(kind, SEED, connection.connectionId());
        if (provider.script().losesOn()) {
            all.assertThat(outcome).as(what + " loses on").isIn(kind.loud());
            all.assertThat(provider.data().byId()).as(what).containsAllEntriesOf(published);
        } else {
            all.assertThat(outcome).as(what).isEqualTo("completed");
            all.assertThat(published).as(what).isEqualTo(provider.data().byId());
        }
    }

    /** That what a kind of paging was to be tried with did happen to it. */
    private void count(SoftAssertions all, ProviderKind kind, Map<String, String> outcomes) {
        Map<Fault, Integer> faults = new EnumMap<>(Fault.class);
        Map<Oddity, Integer> oddities = new EnumMap<>(Oddity.class);
        Map<String, Integer> ends = new TreeMap<>();
        providers.forEach(
                (connection, provider) -> {
                    if (provider.kind() == kind) {
                        Script script = provider.script();
                        script.faults().forEach((it, n) -> faults.merge(it, n, Integer::sum));
                        script.oddities().forEach((it, n) -> oddities.merge(it, n, Integer::sum));
                        ends.merge(outcomes.get(connection.encoded()), 1, Integer::sum);
                    }
                });
        System.out.printf("%s: %s, %s, %s%n", kind, ends, oddities, faults);
        all.assertThat(faults).as(kind.name()).containsOnlyKeys(Fault.values());
        all.assertThat(ends).as(kind.name()).containsKey("completed");
        all.assertThat(ends.keySet()).as(kind.name()).containsAll(kind.loud());
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

package io.tributary.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.tributary.events.ConnectionKey;
import io.tributary.store.FakeNango.Known;
import io.tributary.store.FakeNango.Refusal;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.springframework.context.ConfigurableApplicationContext;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

/** What Nango is asked, by however many instances, stays within one budget. */
class BudgetIT {

    private static final Duration PATIENCE = Duration.ofSeconds(90);
    private static final int PER_MINUTE = 300;

    private static Stage stage;
    private static final List<ConfigurableApplicationContext> services = new ArrayList<>();

    @BeforeAll
    static void start() {
        stage = new Stage();
        for (String name : List.of("one", "two", "three")) {
            services.add(
                    stage.start(
                            List.of(
                                    "--tributary.instance=" + name,
                                    "--tributary.environments.dev.nango.calls-per-minute="
                                            + PER_MINUTE)));
        }
    }

    @AfterAll
    static void stop() {
        services.forEach(ConfigurableApplicationContext::close);
        stage.close();
    }

    private static ConnectionKey key(String connectionId) {
        return new ConnectionKey(Stage.ENVIRONMENT, "crm", connectionId);
    }

    private static void everythingIs(String status, long count) {
        await().atMost(PATIENCE)
                .untilAsserted(
                        () ->
                                assertThat(
                                                stage.jdbc.queryForObject(
                                                        "select count(*) from connection"
                                                                + " where status = ?"
                                                                + " and question is null",
                                                        Long.class,
                                                        status))
                                        .isEqualTo(count));
    }

    @Test
    void threeInstancesAskAsMuchAsOneMayAndLoseNothing() {
        // given
        int many = 60;
        IntStream.range(0, many)
                .forEach(
                        number -> {
                            stage.nango.connections.put("c" + number, new Known(number, "crm"));
                            stage.deliver(Stage.body("creation", true, key("c" + number)));
                        });
        everythingIs("active", many);
        // What was saved up is spent; and a pause that one instance meets holds for all.
        stage.nango.refusals.put(
                "c0",
                new Refusal(
                        429,
                        "{\"error\":{\"code\":\"too_many_request\"}}",
                        Map.of("Retry-After", "4")));
        stage.deliver(Stage.body("deletion", true, key("c0")));
        await().atMost(PATIENCE).until(() -> paused());
        stage.nango.refusals.clear();
        int before = stage.nango.calls.size();

        // when
        for (int round = 0; round < 2; round++) {
            IntStream.range(0, many)
                    .forEach(
                            number ->
                                    stage.deliver(Stage.body("deletion", true, key("c" + number))));
        }
        assertThat(paused()).as("while paused").isTrue();
        assertThat(stage.nango.calls).as("calls while paused").hasSize(before);

        // then
        everythingIs("active", many);
        List<Long> calls = List.copyOf(stage.nango.calls);
        assertThat(calls.size()).isGreaterThanOrEqualTo(before + many);
        assertThatNoWindowHasTooMany(calls);
    }

    private static boolean paused() {
        return Boolean.TRUE.equals(
                stage.jdbc.queryForObject(
                        "select coalesce(max(paused_until) > now(), false) from budget",
                        Boolean.class));
    }

    /** A tenth at once and the rest spread evenly: less than that in any shorter window. */
    private static void assertThatNoWindowHasTooMany(List<Long> calls) {
        for (int first = 0; first < calls.size(); first++) {
            for (int last = first; last < calls.size(); last++) {
                double seconds = (calls.get(last) - calls.get(first)) / 1e9;
                // Two per instance may have been paid for just before the window began.
                double most = PER_MINUTE / 10.0 + 6 + seconds * PER_MINUTE / 60;
                assertThat(last - first + 1.0)
                        .as("calls within %.1f s", seconds)
                        .isLessThanOrEqualTo(Math.min(most, PER_MINUTE));
            }
        }
    }
}

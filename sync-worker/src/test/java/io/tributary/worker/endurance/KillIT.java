package io.tributary.worker.endurance;

import static io.tributary.events.ConnectionChange.Kind.CREATED;
import static io.tributary.events.ConnectionChange.Kind.DELETED;
import static io.tributary.worker.stand.Stand.change;
import static io.tributary.worker.stand.Stand.publish;

import static org.assertj.core.api.Assertions.assertThat;

import io.tributary.backing.BackingServices;
import io.tributary.backing.TributaryDatabase;
import io.tributary.events.ConnectionKey;
import io.tributary.events.SyncRun;
import io.tributary.worker.endurance.Endurance.Blow;
import io.tributary.worker.run.SyncKey;
import io.tributary.worker.stand.Api;
import io.tributary.worker.stand.RunningWorker;
import io.tributary.worker.stand.Seen;
import io.tributary.worker.stand.Stand;

import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;

/**
 * Guarantee 8 with real processes: ten kills and a frozen worker in the middle of a pull of 5 000
 * records; nothing missing, no overlap, at most one page twice for each, resumed within 30 s. On
 * demand all of it with the default settings: {@code mvn -Pendurance verify -pl sync-worker -am}.
 */
@Timeout(1_800)
class KillIT {

    private static final String INTEGRATION = "help-desk";
    private static final String MODEL = "Ticket";
    private static final int TICKETS = 5_000;
    private static final int PAGES = TICKETS / Provider.PAGE;
    private static final Duration PATIENCE = Duration.ofSeconds(120);

    private final Endurance endurance = Endurance.fromProperties();
    private final Random dice = new Random(endurance.seed());
    private final TributaryDatabase database = BackingServices.database();
    private final Map<ConnectionKey, Integer> connections = new LinkedHashMap<>();
    private final ConnectionKey longPull = connection("long");
    private final ConnectionKey madeAnew = connection("made-anew");
    private int madeAnewSoOften;

    @Test
    void nothingIsMissingOrDoneTwiceWhoeverIsKilledOrFrozen() {
        System.out.println("tributary.seed=" + endurance.seed() + " " + endurance);
        RunningWorker.stopShared();
        Instant began = Instant.now();
        try (Provider provider = new Provider(endurance.seed());
                Fleet fleet = new Fleet(dice, name -> new Worker(name, settings(name, provider)))) {
            has(provider, longPull, TICKETS, 200);
            has(provider, madeAnew, 1_000, 1_500);
            for (int i = 0; i < 4; i++) {
                has(provider, connection("slow-" + i), 2_000, 2_500);
            }
            provider.openUpTo(longPull.connectionId(), 0);

            fleet.startAll(Map.of());
            connections.keySet().forEach(each -> publish(change(each, CREATED, 1, 1)));
            strike(endurance.first(), 0, fleet, provider);
            if (!endurance.then().isEmpty()) {
                // Or the pause that comes with other workers would count as theirs.
                connections.keySet().forEach(each -> awaitGoneOn(each, fleet, provider));
                fleet.startAll(Fleet.NOTICES_SOON);
                strike(endurance.then(), endurance.first().size(), fleet, provider);
            }
            provider.openUpTo(longPull.connectionId(), Integer.MAX_VALUE);
            connections.keySet().forEach(each -> awaitRuns(each, 1));
            awaitRuns(madeAnew, 1 + madeAnewSoOften);

            System.out.printf("disturbed for %s%n", Duration.between(began, Instant.now()));
            assertThat(fleet.wounds().stream().filter(wound -> !wound.wasFrozen())).hasSize(10);
            assertThat(fleet.wounds().stream().filter(Wound::wasFrozen)).isNotEmpty();
            assertThat(Published.of(Published.all(), longPull).repeatedPages())
                    .as("pages that were killed before their checkpoint")
                    .isPositive();
            new Audit(provider, fleet.wounds(), connections, madeAnew).judge();
        }
    }

    /** Each in its part of the long pull, anywhere in a page, all workers being there. */
    private void strike(List<Blow> blows, int before, Fleet fleet, Provider provider) {
        int part = PAGES / (endurance.first().size() + endurance.then().size());
        for (int i = 0; i < blows.size(); i++) {
            int first = (before + i) * part;
            fleet.awaitReady(blows.get(i).needs());
            provider.openUpTo(longPull.connectionId(), first + part);
            Visit last = awaitPage(provider, first + dice.nextInt(part / 2));
            Fleet.pass(dice.nextInt(200));
            switch (blows.get(i)) {
                case KILL -> fleet.kill(last.worker());
                case KILL_TWO -> fleet.killWithAnother(last.worker());
                case KILL_BEFORE_CHECKPOINT -> killBeforeCheckpoint(fleet, last.worker());
                case FREEZE ->
                        fleet.freezeUntil(last.worker(), at -> awaitOther(provider, last, at));
            }
            if (i < blows.size() - 1) {
                fleet.replace();
            }
            disturb(before + i, fleet);
            awaitAnyone(provider, fleet.wounds().getLast().at());
            System.out.printf("%s of %s at page %d%n", blows.get(i), last.worker(), last.page());
        }
    }

    /** Holds the checkpoint up until the page's records are on the topic. */
    private void killBeforeCheckpoint(Fleet fleet, String worker) {
        try (HeldRun held = HeldRun.of(database.sync(), longPull)) {
            Awaitility.await("page " + held.pages() + " is on the topic")
                    .atMost(PATIENCE)
                    .pollInterval(Duration.ofMillis(50))
                    .until(
                            () ->
                                    Published.of(Published.all(), longPull)
                                            .has(held.pages(), Provider.PAGE));
            fleet.kill(worker);
        }
    }

    /** What must not start a second run beside the first. */
    private void disturb(int blow, Fleet fleet) {
        publish(change(longPull, CREATED, blow + 2, 1));
        assertThat(trigger(longPull, fleet.api())).isEqualTo(409);
        if (blow % 3 == 1) {
            madeAnewSoOften++;
            publish(change(madeAnew, DELETED, 2 * blow + 2, blow));
            publish(change(madeAnew, CREATED, 2 * blow + 3, blow + 1));
        }
    }

    private static int trigger(ConnectionKey connection, Api api) {
        String sync = new SyncKey(connection, MODEL).id().toString();
        return api.post("/api/syncs/" + sync + "/trigger", "").status();
    }

    private Visit awaitPage(Provider provider, int page) {
        return Awaitility.await("page " + page)
                .atMost(PATIENCE)
                .pollInterval(Duration.ofMillis(5))
                .until(
                        () -> provider.visits(longPull.connectionId()),
                        visits -> !visits.isEmpty() && visits.getLast().page() >= page)
                .getLast();
    }

    /** Until another one than this worker goes on. */
    private void awaitOther(Provider provider, Visit last, long since) {
        Awaitility.await("another goes on after " + last.worker())
                .atMost(PATIENCE)
                .pollInterval(Duration.ofMillis(20))
                .until(
                        () ->
                                provider.visits(longPull.connectionId()).stream()
                                        .filter(visit -> visit.began() > since)
                                        .anyMatch(visit -> !visit.worker().equals(last.worker())));
    }

    /** Until someone goes on with it after the last blow, unless it was complete before. */
    private static void awaitGoneOn(ConnectionKey connection, Fleet fleet, Provider provider) {
        long since = fleet.wounds().getLast().at();
        Awaitility.await("someone goes on with " + connection.connectionId())
                .atMost(PATIENCE)
                .pollInterval(Duration.ofMillis(50))
                .until(
                        () ->
                                provider.visits(connection.connectionId()).stream()
                                                .anyMatch(visit -> visit.began() > since)
                                        || Seen.runs(connection).getLast().kind()
                                                == SyncRun.Kind.COMPLETED);
    }

    private void awaitAnyone(Provider provider, long since) {
        Awaitility.await("someone goes on")
                .atMost(PATIENCE)
                .pollInterval(Duration.ofMillis(20))
                .until(
                        () ->
                                provider.visits(longPull.connectionId()).stream()
                                        .anyMatch(visit -> visit.began() > since));
    }

    /** Until there were so many, and the last is complete. */
    private static void awaitRuns(ConnectionKey connection, int runs) {
        Awaitility.await(connection.connectionId() + " is complete")
                .atMost(Duration.ofMinutes(5))
                .pollInterval(Duration.ofMillis(500))
                .until(
                        () -> Seen.runs(connection),
                        events ->
                                events.stream().map(SyncRun::run).distinct().count() >= runs
                                        && events.getLast().kind() == SyncRun.Kind.COMPLETED);
    }

    private static ConnectionKey connection(String name) {
        return new ConnectionKey(Stand.ENVIRONMENT, INTEGRATION, name);
    }

    private void has(Provider provider, ConnectionKey connection, int tickets, int slowest) {
        connections.put(connection, tickets);
        provider.has(connection.connectionId(), tickets, slowest);
    }

    private Map<String, String> settings(String worker, Provider provider) {
        Map<String, String> settings = new TreeMap<>(RunningWorker.settings());
        settings.keySet().removeIf(name -> name.startsWith("tributary.worker.definitions"));
        settings.put("spring.datasource.url", database.sync().jdbcUrl());
        settings.put("spring.datasource.username", database.sync().user());
        settings.put("spring.datasource.password", database.sync().password());
        settings.put("tributary.environments.dev.nango.base-url", provider.baseUrl());
        settings.put("tributary.environments.dev.nango.api-key", worker);
        settings.put("tributary.worker.trigger.group", "kill-" + database.name());
        String definition = "tributary.worker.definitions[0].";
        settings.put(definition + "name", "tickets");
        settings.put(definition + "integrations[0]", INTEGRATION);
        settings.put(definition + "model", MODEL);
        settings.put(definition + "endpoint.path", "/v1/tickets");
        settings.put(definition + "paging.kind", "link-header");
        settings.put(definition + "paging.page-size", Integer.toString(Provider.PAGE));
        return settings;
    }
}

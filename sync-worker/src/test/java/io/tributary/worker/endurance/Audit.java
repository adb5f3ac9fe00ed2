package io.tributary.worker.endurance;

import static org.assertj.core.api.Assertions.assertThat;

import io.tributary.events.ConnectionKey;
import io.tributary.events.SyncRun;
import io.tributary.worker.stand.Seen;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** Counts what the provider and the topics saw, and judges it. */
final class Audit {

    private static final Duration RESUMED = Duration.ofSeconds(30);

    private final Provider provider;
    private final List<Wound> wounds;
    private final Map<ConnectionKey, Integer> connections;
    private final ConnectionKey madeAnew;
    private final List<Published.Entry> published = Published.all();
    private final List<String> findings = new ArrayList<>();
    private int resumptions;

    /**
     * @param connections with the number of their tickets
     * @param madeAnew the one whose runs were ended and begun meanwhile: what comes next of it need
     *     not be the run that was held
     */
    Audit(
            Provider provider,
            List<Wound> wounds,
            Map<ConnectionKey, Integer> connections,
            ConnectionKey madeAnew) {
        this.provider = provider;
        this.wounds = wounds;
        this.connections = connections;
        this.madeAnew = madeAnew;
    }

    void judge() {
        try {
            connections.forEach(this::nothingIsMissing);
            connections.keySet().forEach(this::noOverlap);
            connections.keySet().forEach(this::resumedInTime);
            // Each blow falls on the worker that has the long pull, and often on more than that.
            assertThat(resumptions).isGreaterThanOrEqualTo(wounds.size());
            connections.keySet().forEach(this::atMostOnePageTwice);
        } finally {
            findings.forEach(System.out::println);
        }
    }

    private void nothingIsMissing(ConnectionKey connection, int tickets) {
        SyncRun last = Seen.runs(connection).getLast();
        Set<String> all =
                IntStream.range(0, tickets).mapToObj(Integer::toString).collect(Collectors.toSet());
        assertThat(last.kind()).as(connection.connectionId()).isEqualTo(SyncRun.Kind.COMPLETED);
        assertThat(last.records()).isEqualTo(tickets);
        assertThat(Published.of(published, connection).ids(last.run().toString())).isEqualTo(all);
    }

    /** A frozen worker may have one request more, sent before it could know. */
    private void noOverlap(ConnectionKey connection) {
        List<Visit> visits = provider.visits(connection.connectionId());
        List<String> ofFrozen = new ArrayList<>();
        for (int i = 0; i < visits.size(); i++) {
            for (int j = i + 1; j < visits.size(); j++) {
                if (visits.get(i).overlaps(visits.get(j))) {
                    String both = visits.get(i) + "; " + visits.get(j);
                    assertThat(isOfTheWoken(visits.get(i)) || isOfTheWoken(visits.get(j)))
                            .as("overlap: " + both)
                            .isTrue();
                    ofFrozen.add(both);
                }
            }
        }
        assertThat(ofFrozen).hasSizeLessThanOrEqualTo((int) freezes());
        findings.add(
                "%s: %d requests, overlaps by woken workers %s"
                        .formatted(connection.connectionId(), visits.size(), ofFrozen));
    }

    private boolean isOfTheWoken(Visit visit) {
        return wounds.stream()
                .anyMatch(
                        wound ->
                                wound.wasFrozen()
                                        && wound.worker().equals(visit.worker())
                                        && visit.began() >= wound.at()
                                        && visit.began()
                                                < wound.thawed() + Duration.ofSeconds(5).toNanos());
    }

    private void resumedInTime(ConnectionKey connection) {
        List<Long> millis = new ArrayList<>();
        for (Wound wound : wounds) {
            if (isHeld(connection, wound)) {
                provider.visits(connection.connectionId()).stream()
                        .filter(visit -> visit.began() > wound.at())
                        .filter(visit -> !wound.wasFrozen() || !isOfTheWoken(visit))
                        .findFirst()
                        .map(visit -> (visit.began() - wound.at()) / 1_000_000)
                        .ifPresent(millis::add);
            }
        }
        findings.add("%s: went on after %s ms".formatted(connection.connectionId(), millis));
        if (!connection.equals(madeAnew)) {
            assertThat(millis)
                    .as(connection.connectionId())
                    .allMatch(each -> each < RESUMED.toMillis());
            resumptions += millis.size();
        }
    }

    private boolean isHeld(ConnectionKey connection, Wound wound) {
        return provider.visits(connection.connectionId()).stream()
                .filter(visit -> visit.began() <= wound.at())
                .reduce((_, last) -> last)
                .filter(visit -> visit.worker().equals(wound.worker()))
                .isPresent();
    }

    private void atMostOnePageTwice(ConnectionKey connection) {
        Published of = Published.of(published, connection);
        long held = wounds.stream().filter(wound -> isHeld(connection, wound)).count();
        findings.add(
                "%s: held by a victim %d times, %d pages published again, late %s"
                        .formatted(
                                connection.connectionId(),
                                held,
                                of.repeatedPages(),
                                of.latePages()));
        assertThat(of.repeatedByTheSame()).isZero();
        assertThat(of.repeatedPages()).isLessThanOrEqualTo(held);
        assertThat(of.latePages()).hasSizeLessThanOrEqualTo((int) freezes());
    }

    private long freezes() {
        return wounds.stream().filter(Wound::wasFrozen).count();
    }
}

package io.tributary.store.endurance;

import org.awaitility.Awaitility;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/** The stores that should run, and a supervisor's part: who ended by himself is started again. */
final class Crew {

    private static final Duration PATIENCE = Duration.ofSeconds(120);

    private final Lab lab;
    private final Set<String> wanted = new TreeSet<>();
    private final List<String> endedThemselves = new ArrayList<>();

    Crew(Lab lab) {
        this.lab = lab;
    }

    /** Returns at once. */
    void start(String instance) {
        wanted.add(instance);
        lab.store(instance).start();
    }

    void leave(String instance) {
        wanted.remove(instance);
        lab.store(instance).stop();
    }

    JavaProgram store(String instance) {
        return lab.store(instance);
    }

    List<String> instances() {
        return List.copyOf(wanted);
    }

    /** What every one said who ended without being killed. */
    List<String> endedThemselves() {
        return endedThemselves;
    }

    /** Starts again who ended. */
    void tend() {
        for (String instance : wanted) {
            JavaProgram store = lab.store(instance);
            if (!store.alive()) {
                endedThemselves.add(
                        instance
                                + " with "
                                + store.exitCode(PATIENCE)
                                + ": "
                                + store.reasonForEnding());
                store.start();
            }
        }
    }

    /** All are members, every partition has one, and changes are being recorded of each. */
    void awaitWork() {
        Awaitility.await("all of " + wanted + " consume")
                .atMost(PATIENCE)
                .pollInterval(Duration.ofMillis(200))
                .until(
                        () -> {
                            tend();
                            var owned = lab.owned();
                            return owned.keySet().equals(wanted)
                                    && owned.values().stream().mapToInt(List::size).sum()
                                            == Lab.PARTITIONS;
                        });
        var before = lab.recorded();
        Awaitility.await("every partition goes on from " + before)
                .atMost(PATIENCE)
                .pollInterval(Duration.ofMillis(100))
                .until(
                        () -> {
                            tend();
                            var now = lab.recorded();
                            return now.size() == Lab.PARTITIONS
                                    && now.keySet().stream()
                                            .allMatch(
                                                    one ->
                                                            now.get(one)
                                                                    > before.getOrDefault(
                                                                            one, -1L));
                        });
    }
}

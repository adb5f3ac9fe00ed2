package io.tributary.store.endurance;

import org.awaitility.Awaitility;

import java.time.Duration;
import java.util.Map;

/** When nothing moves any more: all applied, all committed, nothing to be asked. */
final class Quiet {

    private Quiet() {}

    static void await(Lab lab, Duration patience) {
        Awaitility.await("quiet")
                .atMost(patience)
                .pollInterval(Duration.ofMillis(500))
                .until(() -> is(lab) && stays(lab));
    }

    private static boolean stays(Lab lab) {
        Map<Integer, Long> end = lab.end();
        for (int i = 0; i < 4; i++) {
            Moment.pass(Duration.ofMillis(500));
            if (!is(lab)) {
                return false;
            }
        }
        return lab.end().equals(end);
    }

    private static boolean is(Lab lab) {
        Map<Integer, Long> end = lab.end();
        Integer due =
                lab.jdbc.queryForObject(
                        "select count(*) from question where due <= now() + interval '3 seconds'",
                        Integer.class);
        return due != null && due == 0 && lab.next().equals(end) && lab.committed().equals(end);
    }
}

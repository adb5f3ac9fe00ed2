package io.tributary.benchmarks.worker;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import org.junit.jupiter.api.Test;

class LiveObjectsTest {

    private static final String HISTOGRAM =
            """
            4711:
             num     #instances         #bytes  class name (module)
            -------------------------------------------------------
               1:        100000        5000000  [B (java.base@25.0.3)
               2:          2000          64000  java.util.HashMap$Node (java.base@25.0.3)
               3:            10            640  io.tributary.worker.pull.Pull
               4:             1             40  io.tributary.worker.pull.Pull
            Total        102011        5064680
            """;

    @Test
    void addsUpWhatTheHistogramAddsUp() {
        assertThat(LiveObjects.of(HISTOGRAM).bytes()).isEqualTo(5_064_680);
    }

    @Test
    void namesWhatGrewMostFirst() {
        LiveObjects before = LiveObjects.of(HISTOGRAM);
        LiveObjects after =
                LiveObjects.of(
                        HISTOGRAM.replace("5000000", "5009000").replace("64000", "164000")
                                + "   5:  1  7000  io.tributary.worker.run.Run\n");

        assertThat(after.grownSince(before, 2))
                .containsExactly(
                        "java.util.HashMap$Node (java.base@25.0.3) +100 kB",
                        "[B (java.base@25.0.3) +9 kB");
        assertThat(before.grownSince(after, 9)).isEmpty();
    }

    @Test
    void refusesWhatIsNoHistogram() {
        assertThatIllegalArgumentException().isThrownBy(() -> LiveObjects.of("4711:\n"));
    }
}

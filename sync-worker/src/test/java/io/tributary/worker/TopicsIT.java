package io.tributary.worker;

import static org.assertj.core.api.Assertions.assertThat;

import io.tributary.worker.stand.RunningWorker;

import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

import java.util.Map;
import java.util.concurrent.TimeUnit;

/** Topics that are not as declared. */
class TopicsIT {

    @BeforeAll
    static void makeThem() {
        RunningWorker.shared();
    }

    @Test
    void endTheProcess() throws Exception {
        Process refusing = RunningWorker.startProcess(Map.of("tributary.topics.partitions", "4"));
        try {
            boolean ended = refusing.waitFor(5, TimeUnit.MINUTES);

            assertThat(ended).isTrue();
            assertThat(refusing.exitValue()).isEqualTo(1);
        } finally {
            refusing.destroyForcibly().waitFor();
        }
    }
}

package io.tributary.store.consume;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.MultiGauge;
import io.micrometer.core.instrument.Tags;
import io.tributary.events.Topics;

import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.ListOffsetsResult.ListOffsetsResultInfo;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** Measures every 10 s how many inputs of its partitions this instance has yet to apply. */
final class LagMeter implements SmartLifecycle {

    private static final Logger LOGGER = LoggerFactory.getLogger(LagMeter.class);
    private static final Duration INTERVAL = Duration.ofSeconds(10);
    private static final long LONGEST_SECONDS = 5;

    private final Map<String, Object> adminConfig;
    private final Assignment assignment;
    private final MultiGauge lag;
    private volatile Thread thread = new Thread();

    LagMeter(Map<String, Object> adminConfig, Assignment assignment, MeterRegistry registry) {
        this.adminConfig = adminConfig;
        this.assignment = assignment;
        this.lag =
                MultiGauge.builder("tributary.store.lag")
                        .description("Inputs not yet applied, of the partitions consumed here")
                        .register(registry);
    }

    @Override
    public void start() {
        thread = Thread.ofVirtual().name("lag").start(this::measure);
    }

    private void measure() {
        try (Admin admin = Admin.create(adminConfig)) {
            while (!Thread.currentThread().isInterrupted()) {
                lag.register(rows(admin), true);
                Thread.sleep(INTERVAL);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (KafkaException e) {
            LOGGER.atWarn().setCause(e).log("the lag is not measured");
        }
    }

    private List<MultiGauge.Row<?>> rows(Admin admin) throws InterruptedException {
        Map<Integer, Long> positions = assignment.positions();
        Map<TopicPartition, OffsetSpec> ends = new HashMap<>();
        positions.keySet().forEach(number -> ends.put(partition(number), OffsetSpec.latest()));
        List<MultiGauge.Row<?>> rows = new ArrayList<>();
        try {
            Map<TopicPartition, ListOffsetsResultInfo> found =
                    admin.listOffsets(ends).all().get(LONGEST_SECONDS, TimeUnit.SECONDS);
            positions.forEach(
                    (number, position) -> {
                        ListOffsetsResultInfo end = found.get(partition(number));
                        if (end != null) {
                            rows.add(
                                    MultiGauge.Row.of(
                                            Tags.of("partition", number.toString()),
                                            Math.max(0, end.offset() - position)));
                        }
                    });
        } catch (ExecutionException | TimeoutException e) {
            // No figure is better than an old one.
            LOGGER.atDebug().setCause(e).log("the lag is not known now");
        }
        return rows;
    }

    private static TopicPartition partition(int number) {
        return new TopicPartition(Topics.INBOX.name(), number);
    }

    @Override
    public void stop() {
        thread.interrupt();
    }

    @Override
    public boolean isRunning() {
        return thread.isAlive();
    }
}

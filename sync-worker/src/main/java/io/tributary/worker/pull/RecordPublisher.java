package io.tributary.worker.pull;

import io.tributary.events.Topics;
import io.tributary.kafka.ConnectionPartition;
import io.tributary.worker.metrics.PullMetrics;
import io.tributary.worker.run.Lease;
import io.tributary.worker.run.Leases;
import io.tributary.worker.run.Position;
import io.tributary.worker.topic.DurableSend;
import io.tributary.worker.topic.TopicsSettings;

import org.springframework.stereotype.Component;

import java.time.Clock;

/** Puts a page's records on {@code nango.records.<model>}. */
@Component
class RecordPublisher {

    private final DurableSend kafka;
    private final TopicsSettings topics;
    private final PullSettings settings;
    private final Clock clock;
    private final Leases leases;
    private final PullMetrics metrics;

    RecordPublisher(
            DurableSend kafka,
            TopicsSettings topics,
            PullSettings settings,
            Clock clock,
            Leases leases,
            PullMetrics metrics) {
        this.kafka = kafka;
        this.topics = topics;
        this.settings = settings;
        this.clock = clock;
        this.leases = leases;
        this.metrics = metrics;
    }

    /** Begins with the page at this position. */
    Publication begin(Lease lease, Position position) {
        return new Publication(
                kafka.begin(settings.unacknowledged().toBytes()),
                Topics.records(lease.model()).name(),
                ConnectionPartition.of(lease.connection(), topics.partitions()),
                lease.origin(position),
                clock.instant(),
                new PageProgress(leases, metrics, lease));
    }
}

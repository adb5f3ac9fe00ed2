package io.tributary.worker.pull;

import io.tributary.events.RecordChange;
import io.tributary.events.Topics;
import io.tributary.kafka.ConnectionPartition;
import io.tributary.worker.topic.TopicsSettings;

import org.springframework.stereotype.Component;

import java.time.Clock;
import java.util.UUID;

/** Makes what shows a page instead of publishing it. */
@Component
class Showcases {

    private static final String NO_RUN = new UUID(0, 0).toString();

    private final TopicsSettings topics;
    private final Clock clock;

    Showcases(TopicsSettings topics, Clock clock) {
        this.topics = topics;
        this.clock = clock;
    }

    Showcase of(Order order) {
        return new Showcase(
                Topics.records(order.definition().model()).name(),
                ConnectionPartition.of(order.connection(), topics.partitions()),
                new RecordChange.Origin(NO_RUN, 0, 0),
                clock.instant());
    }
}

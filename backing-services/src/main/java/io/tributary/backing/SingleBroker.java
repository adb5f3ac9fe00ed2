package io.tributary.backing;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

/** What a broker that is alone is set to, on either leg, beside its addresses and folders. */
public final class SingleBroker {
    /** In the order of importance, as Kafka names them. */
    public static final Map<String, String> PROPERTIES = properties();

    private SingleBroker() {}

    private static Map<String, String> properties() {
        var all = new LinkedHashMap<String, String>();
        all.put("process.roles", "broker,controller");
        all.put("node.id", "1");
        all.put("controller.listener.names", "CONTROLLER");
        all.put("auto.create.topics.enable", "false");
        all.put("group.initial.rebalance.delay.ms", "0");
        // One broker: every internal topic has one replica.
        all.put("offsets.topic.replication.factor", "1");
        all.put("transaction.state.log.replication.factor", "1");
        all.put("transaction.state.log.min.isr", "1");
        all.put("share.coordinator.state.topic.replication.factor", "1");
        all.put("share.coordinator.state.topic.min.isr", "1");
        // Few internal partitions: the defaults of 50 cost seconds at each start.
        all.put("offsets.topic.num.partitions", "4");
        all.put("transaction.state.log.num.partitions", "4");
        all.put("share.coordinator.state.topic.num.partitions", "1");
        // After a kill the next start is refused until the killed broker's session has run out.
        all.put("broker.session.timeout.ms", "3000");
        all.put("broker.heartbeat.interval.ms", "500");
        // The default of 128 MB would be a quarter of the heap.
        all.put("log.cleaner.dedupe.buffer.size", "16777216");
        all.put("log.index.size.max.bytes", "1048576");
        all.put("num.network.threads", "2");
        all.put("num.io.threads", "4");
        return Collections.unmodifiableMap(all);
    }
}

package io.tributary.benchmarks.ingress;

import io.tributary.backing.Kafka;
import io.tributary.backing.Ports;
import io.tributary.benchmarks.load.Senders;
import io.tributary.benchmarks.service.Service;
import io.tributary.benchmarks.service.Service.Order;
import io.tributary.benchmarks.service.Setting;

import org.jspecify.annotations.Nullable;

import java.util.List;
import java.util.Map;

/** An ingress as a process, with all connections to it. */
final class Server implements AutoCloseable {

    static final String PATH = "/api/webhooks/nango/dev";

    private final Service service;
    private final Senders senders;

    private Server(Service service, Senders senders) {
        this.service = service;
        this.senders = senders;
    }

    /**
     * Returns once it is ready.
     *
     * @param instead a main class of ours; none for the ingress as it is
     */
    static Server start(
            Setting setting, String name, Kafka kafka, int connections, @Nullable String instead)
            throws Exception {
        int port = Ports.free();
        Service service =
                Service.start(
                        setting,
                        new Order(
                                name,
                                "ingress-service",
                                List.of(
                                        "--server.port=" + port,
                                        "--tributary.topics.replication-factor=1"),
                                Map.of(
                                        "SPRING_KAFKA_BOOTSTRAP_SERVERS",
                                        kafka.bootstrapServers(),
                                        "TRIBUTARY_ENVIRONMENTS_DEV_SIGNING_KEYS",
                                        Mix.KEY),
                                instead));
        try {
            service.awaitReady();
            return new Server(service, Senders.connect(port, connections));
        } catch (Exception e) {
            service.close();
            throw e;
        }
    }

    Senders senders() {
        return senders;
    }

    long pid() {
        return service.pid();
    }

    @Override
    public void close() {
        senders.close();
        service.close();
    }
}

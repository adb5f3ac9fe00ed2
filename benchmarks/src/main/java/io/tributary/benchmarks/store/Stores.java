package io.tributary.benchmarks.store;

import io.tributary.backing.Kafka;
import io.tributary.backing.Login;
import io.tributary.benchmarks.service.Service;
import io.tributary.benchmarks.service.Service.Order;
import io.tributary.benchmarks.service.Setting;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** Some instances of the connection store, as processes, on one broker and one database. */
final class Stores implements AutoCloseable {

    private final List<Service> services = new ArrayList<>();

    private Stores() {}

    /** Returns once all are ready and consume. */
    static Stores start(Setting setting, int count, Kafka kafka, Login database) throws Exception {
        Stores stores = new Stores();
        try {
            Map<String, String> environment = setting.environment(kafka, database);
            environment.put("TRIBUTARY_ENVIRONMENTS_DEV_NANGO_API_KEY", "nobody-is-asked");
            for (int i = 0; i < count; i++) {
                stores.services.add(Service.start(setting, order("store-" + i, environment)));
            }
            for (Service service : stores.services) {
                service.awaitReady();
            }
            return stores;
        } catch (Exception e) {
            stores.close();
            throw e;
        }
    }

    private static Order order(String name, Map<String, String> environment) {
        return new Order(
                name,
                "connection-store-service",
                List.of(
                        "--server.port=0",
                        "--tributary.instance=" + name,
                        "--tributary.topics.replication-factor=1",
                        // Nobody is asked: every answer stands in the inbox already.
                        "--tributary.environments.dev.nango.base-url=http://127.0.0.1:1"),
                environment);
    }

    Stream<Long> pids() {
        return services.stream().map(Service::pid);
    }

    /** Whether every one still runs. */
    void check() {
        services.forEach(Service::check);
    }

    @Override
    public void close() {
        services.forEach(Service::close);
    }
}

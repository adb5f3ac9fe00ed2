package io.tributary.local.config;

import io.tributary.backing.Ports;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.ThreadLocalRandom;

/**
 * Which part listens where, on 127.0.0.1.
 *
 * @param offset added to every port
 */
public record PortPlan(int offset) {
    private static final int HIGHEST = 9093;

    public PortPlan {
        if (offset < 0 || HIGHEST + offset > 65_535) {
            throw new IllegalArgumentException("offset must be 0 to " + (65_535 - HIGHEST));
        }
    }

    /** Ports that nobody listens on and that are not given to outgoing connections. */
    public static PortPlan free() {
        while (true) {
            var plan = new PortPlan(ThreadLocalRandom.current().nextInt(1_100, 2_200) * 10);
            if (plan.byName(true).values().stream().allMatch(Ports::isFree)) {
                return plan;
            }
        }
    }

    public int kafka() {
        return 9092 + offset;
    }

    public int kafkaController() {
        return 9093 + offset;
    }

    public int postgres() {
        return 5433 + offset;
    }

    public int simulator() {
        return 3003 + offset;
    }

    public int ingress() {
        return 8080 + offset;
    }

    public int store() {
        return 8081 + offset;
    }

    public int worker() {
        return 8082 + offset;
    }

    public int simulatorManagement() {
        return 9083 + offset;
    }

    public int ingressManagement() {
        return 9080 + offset;
    }

    public int storeManagement() {
        return 9081 + offset;
    }

    public int workerManagement() {
        return 9082 + offset;
    }

    /** All of them, by what listens there. */
    public Map<String, Integer> byName(boolean withSimulator) {
        var all = new LinkedHashMap<String, Integer>();
        all.put("Kafka", kafka());
        all.put("Kafka's controller", kafkaController());
        all.put("PostgreSQL", postgres());
        all.put("ingress-service", ingress());
        all.put("ingress-service's health", ingressManagement());
        all.put("connection-store-service", store());
        all.put("connection-store-service's health", storeManagement());
        all.put("sync-worker", worker());
        all.put("sync-worker's health", workerManagement());
        if (withSimulator) {
            all.put("nango-simulator", simulator());
            all.put("nango-simulator's health", simulatorManagement());
        }
        return all;
    }
}

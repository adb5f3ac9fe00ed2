package io.tributary.backing.embedded;

import io.tributary.backing.BackingServiceException;
import io.tributary.backing.process.ChildProcess;

import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AdminClientConfig;

import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.concurrent.ExecutionException;

/** Ready is a broker once a client can list topics. */
final class BrokerReadiness {
    private static final int LOG_LINES = 40;

    private BrokerReadiness() {}

    static void await(ChildProcess broker, String bootstrap, Duration patience) {
        Instant deadline = Instant.now().plus(patience);
        awaitPort(broker, bootstrap, deadline);
        try (var admin = Admin.create(clientSettings(bootstrap))) {
            while (!listsTopics(admin)) {
                check(broker, deadline);
            }
        }
    }

    /** A client that knocks before the listener is there would only write warnings. */
    private static void awaitPort(ChildProcess broker, String bootstrap, Instant deadline) {
        while (!PortProbe.answers(bootstrap)) {
            check(broker, deadline);
            Pause.brief();
        }
    }

    private static Map<String, Object> clientSettings(String bootstrap) {
        return Map.of(
                AdminClientConfig.BOOTSTRAP_SERVERS_CONFIG, bootstrap,
                AdminClientConfig.REQUEST_TIMEOUT_MS_CONFIG, 2_000,
                AdminClientConfig.DEFAULT_API_TIMEOUT_MS_CONFIG, 4_000,
                AdminClientConfig.RECONNECT_BACKOFF_MS_CONFIG, 50);
    }

    private static boolean listsTopics(Admin admin) {
        try {
            boolean hasBroker = !admin.describeCluster().nodes().get().isEmpty();
            admin.listTopics().names().get();
            return hasBroker;
        } catch (ExecutionException _) {
            return false;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new BackingServiceException("Interrupted while Kafka was starting", e);
        }
    }

    private static void check(ChildProcess broker, Instant deadline) {
        if (!broker.alive()) {
            throw new BackingServiceException(
                    "Kafka ended while starting; the end of its log:\n"
                            + broker.endOfLog(LOG_LINES));
        }
        if (Instant.now().isAfter(deadline)) {
            String log = broker.endOfLog(LOG_LINES);
            broker.kill();
            throw new BackingServiceException(
                    "Kafka did not become ready in time; the end of its log:\n" + log);
        }
    }
}

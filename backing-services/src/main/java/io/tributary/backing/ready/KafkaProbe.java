package io.tributary.backing.ready;

import io.tributary.backing.BackingServiceException;

import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AdminClientConfig;

import java.util.Map;
import java.util.concurrent.ExecutionException;

/** Whether a broker has joined its cluster and lists topics. */
public final class KafkaProbe {
    private KafkaProbe() {}

    /** One look, of a few seconds at most; no client is made before the listener is there. */
    public static boolean answers(String bootstrapServers) {
        if (!PortProbe.answers(bootstrapServers)) {
            return false;
        }
        try (var admin = Admin.create(settings(bootstrapServers))) {
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

    private static Map<String, Object> settings(String bootstrapServers) {
        return Map.of(
                AdminClientConfig.BOOTSTRAP_SERVERS_CONFIG, bootstrapServers,
                AdminClientConfig.REQUEST_TIMEOUT_MS_CONFIG, 2_000,
                AdminClientConfig.DEFAULT_API_TIMEOUT_MS_CONFIG, 4_000);
    }
}

package io.tributary.store.endurance;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.github.f4b6a3.uuid.UuidCreator;

import io.tributary.events.CloudEvent;
import io.tributary.events.ConnectionKey;
import io.tributary.events.EventSource;
import io.tributary.events.EventType;
import io.tributary.events.Topics;
import io.tributary.kafka.KafkaCloudEvents;

import org.apache.kafka.clients.producer.ProducerRecord;

import tools.jackson.databind.json.JsonMapper;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.util.HexFormat;
import java.util.Map;
import java.util.TreeMap;

/** A webhook about a connection, and what the ingress makes of it. */
record Webhook(ConnectionKey key, String operation, byte[] body) {

    static Webhook of(
            ConnectionKey key, String operation, boolean success, Map<String, String> tags) {
        Map<String, Object> body = new TreeMap<>();
        body.put("authMode", "OAUTH2");
        body.put("connectionId", key.connectionId());
        body.put("environment", key.environment());
        body.put("from", "nango");
        body.put("operation", operation);
        body.put("provider", key.integration());
        body.put("providerConfigKey", key.integration());
        body.put("success", success);
        body.put("tags", tags);
        body.put("type", "auth");
        if (!success) {
            body.put(
                    "error",
                    Map.of("type", "refresh_token_external_error", "description", "try again"));
        }
        return new Webhook(key, operation, JsonMapper.shared().writeValueAsBytes(body));
    }

    /** A record of its own each time, also of the same bytes. */
    ProducerRecord<byte[], byte[]> record() {
        CloudEvent event =
                new CloudEvent(
                        UuidCreator.getTimeOrderedEpoch().toString(),
                        EventSource.ingress(key.environment()),
                        EventType.AUTH_PREFIX + operation,
                        key.encoded(),
                        Instant.now(),
                        null,
                        "application/json",
                        Map.of("nangobodysha256", sha256(), "nangosigningkey", "0123456789abcdef"),
                        body);
        return KafkaCloudEvents.toRecord(Topics.INBOX.name(), key.encoded(), event);
    }

    private String sha256() {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(body));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }

    @Override
    public String toString() {
        return key.encoded() + " " + new String(body, UTF_8);
    }
}

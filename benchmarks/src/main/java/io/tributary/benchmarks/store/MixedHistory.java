package io.tributary.benchmarks.store;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.tributary.events.CloudEvent;
import io.tributary.events.ConnectionKey;
import io.tributary.events.EventCodec;
import io.tributary.events.EventType;
import io.tributary.events.Observation;
import io.tributary.events.Observation.ObservedConnection;
import io.tributary.events.Observation.Via;
import io.tributary.events.Topics;
import io.tributary.kafka.ConnectionPartition;
import io.tributary.kafka.KafkaCloudEvents;

import org.apache.kafka.clients.producer.ProducerRecord;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.UUID;
import java.util.stream.Stream;

/**
 * What an inbox looks like after a while: connections are made, authorised anew, break, recover and
 * go, some webhooks are forged and some come twice; Nango's answers stand among them, so that
 * nobody has to be asked. The same seed gives the same history, but for the events' ids.
 */
final class MixedHistory {

    private static final Instant START = Instant.parse("2026-09-01T08:00:00Z");

    private final Random random;
    private final int partitions;
    private final long[] offsets;
    private final Life[] lives;
    private long reads;

    /**
     * @param connections how many the history is about
     * @param partitions of the inbox, which must be empty: answers name offsets
     */
    MixedHistory(long seed, int connections, int partitions) {
        this.random = new Random(seed);
        this.partitions = partitions;
        this.offsets = new long[partitions];
        this.lives = new Life[connections];
        for (int i = 0; i < connections; i++) {
            lives[i] = new Life(new ConnectionKey("dev", "crm-" + i % 20, "connection-" + i));
        }
    }

    /** What is true of one connection at Nango, and whether it was asked about. */
    private static final class Life {
        final ConnectionKey key;
        boolean exists;
        boolean broken;
        boolean asked;
        long nangoId;
        int changes;

        Life(ConnectionKey key) {
            this.key = key;
        }
    }

    /**
     * An input and whose it is.
     *
     * @param connection the id of the row that it concerns
     */
    record Step(UUID connection, ProducerRecord<byte[], byte[]> record) {}

    /** The next inputs. */
    List<Step> next(int inputs) {
        return Stream.generate(this::next).limit(inputs).toList();
    }

    /** The next input; goes on for ever. */
    Step next() {
        Life life = lives[random.nextInt(lives.length)];
        CloudEvent event = life.asked ? answer(life) : webhook(life);
        offsets[partition(life)]++;
        return new Step(
                life.key.id(),
                KafkaCloudEvents.toRecord(Topics.INBOX.name(), life.key.encoded(), event));
    }

    private int partition(Life life) {
        return ConnectionPartition.of(life.key, partitions);
    }

    private CloudEvent webhook(Life life) {
        life.asked = true;
        int dice = random.nextInt(100);
        if (!life.exists) {
            // One in twenty is forged: the answer will be that there is no such connection.
            life.exists = dice >= 5;
            life.broken = false;
            life.nangoId = random.nextInt(1, 1_000_000_000);
            return said(life, "creation", true);
        }
        life.changes++;
        if (life.broken) {
            life.broken = false;
            return dice < 50 ? said(life, "override", true) : said(life, "refresh", true);
        }
        if (dice < 45) {
            return said(life, "override", true);
        }
        if (dice < 75) {
            life.broken = true;
            return said(life, "refresh", false);
        }
        if (dice < 90) {
            return said(life, "creation", true);
        }
        life.exists = false;
        return said(life, "deletion", true);
    }

    private static CloudEvent said(Life life, String operation, boolean success) {
        String error =
                success
                        ? ""
                        : """
                        "error":{"type":"refresh_token_external_error","description":"refused"},\
                        """;
        String body =
                """
                {"from":"nango","type":"auth","connectionId":"%s","providerConfigKey":"%s",\
                "authMode":"OAUTH2","provider":"crm","environment":"dev","operation":"%s",\
                "success":%s,%s"tags":{"end_user_id":"user-%d","end_user_email":"user-%d@example.com",\
                "organization_id":"organisation-%d"}}\
                """
                        .formatted(
                                life.key.connectionId(),
                                life.key.integration(),
                                operation,
                                success,
                                error,
                                life.nangoId,
                                life.nangoId,
                                life.nangoId % 100);
        return new CloudEvent(
                UUID.randomUUID().toString(),
                "/tributary/ingress/dev",
                EventType.AUTH_PREFIX + operation,
                life.key.encoded(),
                START,
                null,
                "application/json",
                Map.of(),
                body.getBytes(UTF_8));
    }

    private CloudEvent answer(Life life) {
        life.asked = false;
        long basis = offsets[partition(life)];
        reads++;
        Observation observation =
                life.exists
                        ? new Observation.Present(reads, basis, Via.SINGLE, null, seen(life))
                        : new Observation.Absent(reads, basis, Via.SINGLE, null, "not_found");
        return EventCodec.event(observation, life.key, UUID.randomUUID().toString(), START);
    }

    private static ObservedConnection seen(Life life) {
        return new ObservedConnection(
                life.nangoId,
                "crm",
                Map.of(
                        "end_user_id", "user-" + life.nangoId,
                        "end_user_email", "user-%d@example.com".formatted(life.nangoId),
                        "organization_id", "organisation-" + life.nangoId % 100),
                null,
                life.broken ? List.of("auth") : List.of(),
                START,
                START.plusSeconds(life.changes));
    }
}

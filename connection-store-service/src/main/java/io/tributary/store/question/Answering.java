package io.tributary.store.question;

import static java.util.concurrent.TimeUnit.SECONDS;

import com.github.f4b6a3.uuid.UuidCreator;

import io.tributary.events.CloudEvent;
import io.tributary.events.ConnectionKey;
import io.tributary.events.EventCodec;
import io.tributary.events.Observation;
import io.tributary.events.RequestedDeletion;
import io.tributary.events.Topics;
import io.tributary.kafka.KafkaCloudEvents;

import org.springframework.kafka.core.KafkaOperations;

import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeoutException;

/** The way of an answer, and of a request that wants one, back into the inbox. */
public final class Answering {

    private static final int LONGEST_SECONDS = 20;

    private final KafkaOperations<byte[], byte[]> kafka;
    private final Clock clock;

    /**
     * @param kafka idempotent and outside of any transaction
     */
    public Answering(KafkaOperations<byte[], byte[]> kafka, Clock clock) {
        this.kafka = kafka;
        this.clock = clock;
    }

    /** Returns once the brokers have it. */
    public void send(ConnectionKey key, Observation observation)
            throws ExecutionException, InterruptedException, TimeoutException {
        send(Map.of(key, observation));
    }

    /** Returns once the brokers have it. */
    public void send(ConnectionKey key, RequestedDeletion deletion)
            throws ExecutionException, InterruptedException, TimeoutException {
        CloudEvent event = EventCodec.event(deletion, key, newId(), clock.instant());
        kafka.send(KafkaCloudEvents.toRecord(Topics.INBOX.name(), key.encoded(), event))
                .get(LONGEST_SECONDS, SECONDS);
    }

    /** Returns once the brokers have all of them. */
    public void send(Map<ConnectionKey, ? extends Observation> observations)
            throws ExecutionException, InterruptedException, TimeoutException {
        List<CompletableFuture<?>> sending = new ArrayList<>();
        observations.forEach((key, observation) -> sending.add(begin(key, observation)));
        for (CompletableFuture<?> one : sending) {
            one.get(LONGEST_SECONDS, SECONDS);
        }
    }

    private CompletableFuture<?> begin(ConnectionKey key, Observation observation) {
        CloudEvent event = EventCodec.event(observation, key, newId(), clock.instant());
        return kafka.send(KafkaCloudEvents.toRecord(Topics.INBOX.name(), key.encoded(), event));
    }

    private static String newId() {
        return UuidCreator.getTimeOrderedEpoch().toString();
    }
}

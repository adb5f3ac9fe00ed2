package io.tributary.store.live;

import static java.util.concurrent.TimeUnit.MILLISECONDS;

import io.tributary.events.CloudEvent;
import io.tributary.events.ConnectionChange;
import io.tributary.events.EventCodec;
import io.tributary.events.MalformedEvent;
import io.tributary.events.Topics;
import io.tributary.kafka.KafkaCloudEvents;

import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.TopicPartition;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;

import java.time.Duration;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeoutException;
import java.util.function.Supplier;

/**
 * Reads {@code nango.connections} from its end on, as long as anyone listens. A change is in the
 * database before it is on the topic: whoever joins first and then reads the database misses none.
 */
public final class ChangeFeed implements SmartLifecycle {

    private static final Logger LOGGER = LoggerFactory.getLogger(ChangeFeed.class);
    private static final Duration POLL = Duration.ofMillis(500);

    private final Supplier<Consumer<byte[], byte[]>> consumers;
    private final Set<Listener> listeners = new LinkedHashSet<>();
    private @Nullable CompletableFuture<Void> reading;
    private volatile boolean running;

    /**
     * @param consumers of committed records, without a group
     */
    public ChangeFeed(Supplier<Consumer<byte[], byte[]>> consumers) {
        this.consumers = consumers;
    }

    /**
     * Returns once no change that is published from here on will be missed.
     *
     * @throws NoFeed if that takes longer than {@code most}
     */
    public void join(Listener listener, Duration most) throws NoFeed, InterruptedException {
        CompletableFuture<Void> ready = begin(listener);
        boolean joined = false;
        try {
            ready.get(most.toMillis(), MILLISECONDS);
            joined = true;
        } catch (ExecutionException | TimeoutException e) {
            throw new NoFeed("the topic of changes cannot be read", e);
        } finally {
            if (!joined) {
                leave(listener);
            }
        }
    }

    private synchronized CompletableFuture<Void> begin(Listener listener) throws NoFeed {
        if (!running) {
            throw new NoFeed("the service is stopping");
        }
        listeners.add(listener);
        CompletableFuture<Void> ready = reading;
        if (ready == null) {
            CompletableFuture<Void> begun = new CompletableFuture<>();
            reading = begun;
            Thread.ofPlatform().name("change-feed").daemon().start(() -> read(begun));
            return begun;
        }
        return ready;
    }

    public synchronized void leave(Listener listener) {
        listeners.remove(listener);
    }

    private void read(CompletableFuture<Void> ready) {
        try (Consumer<byte[], byte[]> consumer = consumers.get()) {
            List<TopicPartition> partitions =
                    consumer.partitionsFor(Topics.CONNECTIONS.name()).stream()
                            .map(one -> new TopicPartition(one.topic(), one.partition()))
                            .toList();
            consumer.assign(partitions);
            consumer.seekToEnd(partitions);
            // Asks for the ends now, not at the first poll.
            partitions.forEach(consumer::position);
            ready.complete(null);
            while (isWanted()) {
                consumer.poll(POLL).forEach(this::tell);
            }
        } catch (RuntimeException e) {
            LOGGER.atWarn()
                    .setCause(e)
                    .log("changes cannot be read any more; who listens has to come again");
            // In this order: whoever is sent away may come again at once.
            end();
            ready.completeExceptionally(e);
        }
    }

    /** Decides together with {@link #begin}, so that nobody joins one that is about to end. */
    private synchronized boolean isWanted() {
        if (running && !listeners.isEmpty()) {
            return true;
        }
        reading = null;
        return false;
    }

    /** Whatever the consumer's type says: a record may have no value. */
    @SuppressWarnings("NullAway")
    private static ConsumerRecord<byte[], byte @Nullable []> withNullableValue(
            ConsumerRecord<byte[], byte[]> record) {
        return record;
    }

    private void tell(ConsumerRecord<byte[], byte[]> record) {
        try {
            CloudEvent event = KafkaCloudEvents.fromRecord(withNullableValue(record));
            if (ConnectionChange.Kind.of(event.type()).isPresent()) {
                ConnectionChange change = EventCodec.decodeConnectionChange(event);
                all().forEach(listener -> listener.on(change));
            }
        } catch (MalformedEvent e) {
            LOGGER.atError()
                    .addKeyValue("topicName", record.topic())
                    .addKeyValue("partition", record.partition())
                    .addKeyValue("offset", record.offset())
                    .addKeyValue("reason", e.getMessage())
                    .log("a published change is not as the contract says; listeners are not told");
        }
    }

    private synchronized List<Listener> all() {
        return List.copyOf(listeners);
    }

    private void end() {
        List<Listener> told;
        synchronized (this) {
            reading = null;
            told = List.copyOf(listeners);
            listeners.clear();
        }
        told.forEach(Listener::ended);
    }

    @Override
    public synchronized void start() {
        running = true;
    }

    /** First of all: the web server waits for the calls that listen. */
    @Override
    public void stop() {
        running = false;
        List<Listener> told;
        synchronized (this) {
            told = List.copyOf(listeners);
            listeners.clear();
        }
        told.forEach(Listener::ended);
    }

    @Override
    public boolean isRunning() {
        return running;
    }
}

package io.tributary.worker.topic;

import io.tributary.events.Topic;
import io.tributary.events.Topics;
import io.tributary.kafka.TopicProvisioner;
import io.tributary.worker.definition.Definitions;

import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.common.errors.RetriableException;
import org.jspecify.annotations.Nullable;
import org.springframework.context.SmartLifecycle;
import org.springframework.core.retry.RetryException;
import org.springframework.core.retry.RetryPolicy;
import org.springframework.core.retry.RetryTemplate;
import org.springframework.core.retry.Retryable;
import org.springframework.kafka.core.KafkaAdmin;
import org.springframework.stereotype.Component;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** Creates or verifies the topics before anything is consumed or pulled; else refuses to start. */
@Component
class TopicsAtStart implements SmartLifecycle {

    /** For brokers that start together with this worker. */
    private static final RetryPolicy PATIENCE =
            RetryPolicy.builder()
                    .includes(RetriableException.class)
                    .delay(Duration.ofSeconds(2))
                    .maxRetries(30)
                    .build();

    private final KafkaAdmin brokers;
    private final TopicsSettings settings;
    private final Definitions definitions;
    private volatile boolean running;

    TopicsAtStart(KafkaAdmin brokers, TopicsSettings settings, Definitions definitions) {
        this.brokers = brokers;
        this.settings = settings;
        this.definitions = definitions;
    }

    @Override
    public void start() {
        try (Admin admin = Admin.create(brokers.getConfigurationProperties())) {
            createOrVerify(new TopicProvisioner(admin, settings.layout()));
        }
        running = true;
    }

    private void createOrVerify(TopicProvisioner provisioner) {
        try {
            new RetryTemplate(PATIENCE).execute(patiently(provisioner));
        } catch (RetryException e) {
            throw e.getCause() instanceof RuntimeException cause
                    ? cause
                    : new IllegalStateException(e);
        }
    }

    private Retryable<@Nullable Void> patiently(TopicProvisioner provisioner) {
        return () -> {
            provisioner.createOrVerify(topics());
            return null;
        };
    }

    private List<Topic> topics() {
        List<Topic> topics = new ArrayList<>();
        topics.add(Topics.CONNECTIONS);
        topics.add(Topics.parked(Topics.CONNECTIONS));
        topics.add(Topics.SYNC_RUNS);
        definitions.models().forEach(model -> topics.add(Topics.records(model)));
        return topics;
    }

    @Override
    public void stop() {
        running = false;
    }

    @Override
    public boolean isRunning() {
        return running;
    }

    /** Before the listeners, which start late. */
    @Override
    public int getPhase() {
        return 0;
    }
}

package io.tributary.store.consume;

import io.tributary.store.environment.Environments;
import io.tributary.store.question.QuestionBook;

import org.springframework.boot.health.contributor.Health;
import org.springframework.boot.health.contributor.HealthIndicator;

import java.util.Map;
import java.util.TreeMap;

/** Says how many questions are open, and which nobody can ask because of the configuration. */
final class QuestionsHealth implements HealthIndicator {

    private final QuestionBook questions;
    private final Environments environments;

    QuestionsHealth(QuestionBook questions, Environments environments) {
        this.questions = questions;
        this.environments = environments;
    }

    @Override
    public Health health() {
        Map<String, Long> open = questions.open();
        Map<String, Long> notConfigured = new TreeMap<>(open);
        notConfigured.keySet().removeAll(environments.names());
        return Health.up()
                .withDetail("open", open)
                .withDetail("environmentsNotConfigured", notConfigured)
                .build();
    }
}

package io.tributary.ingress.durable;

import io.tributary.kafka.TopicMismatch;

import org.springframework.boot.diagnostics.AbstractFailureAnalyzer;
import org.springframework.boot.diagnostics.FailureAnalysis;

/** Says what is wrong with the topics without a stack trace around it. */
class TopicMismatchAnalyzer extends AbstractFailureAnalyzer<TopicMismatch> {

    @Override
    protected FailureAnalysis analyze(Throwable rootFailure, TopicMismatch cause) {
        return new FailureAnalysis(String.valueOf(cause.getMessage()), null, cause);
    }
}

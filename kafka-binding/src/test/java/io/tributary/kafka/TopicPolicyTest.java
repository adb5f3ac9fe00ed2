package io.tributary.kafka;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;

import io.tributary.events.Topics;

import org.apache.kafka.clients.admin.Config;
import org.apache.kafka.clients.admin.ConfigEntry;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.slf4j.LoggerFactory;

import java.util.List;
import java.util.Map;

class TopicPolicyTest {

    private final Logger logger = (Logger) LoggerFactory.getLogger(TopicPolicy.class);
    private final ListAppender<ILoggingEvent> logged = new ListAppender<>();

    @BeforeEach
    void listen() {
        logged.start();
        logger.addAppender(logged);
    }

    @AfterEach
    void leave() {
        logger.detachAppender(logged);
    }

    @ParameterizedTest
    @CsvSource({"1, 1", "2, 0", "3, 0"})
    void warnsOfATopicThatPromisesLessThanDeclared(String actual, int warnings) {
        // given
        Map<String, String> declared = Map.of("min.insync.replicas", "2");
        Config config = new Config(List.of(new ConfigEntry("min.insync.replicas", actual)));

        // when
        List<String> differences = TopicPolicy.differences(Topics.INBOX, declared, config);

        // then
        assertThat(differences).isEmpty();
        assertThat(logged.list).hasSize(warnings);
    }
}

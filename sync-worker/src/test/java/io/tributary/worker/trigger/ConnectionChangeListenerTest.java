package io.tributary.worker.trigger;

import static org.assertj.core.api.Assertions.assertThat;

import com.github.kagkarlsson.scheduler.exceptions.TaskInstanceNotFoundException;

import io.tributary.events.MalformedEvent;

import org.apache.kafka.common.errors.TimeoutException;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.springframework.dao.DataIntegrityViolationException;
import org.springframework.dao.QueryTimeoutException;
import org.springframework.transaction.CannotCreateTransactionException;

import java.util.stream.Stream;

/** What parks a change, so that its connection's runs miss it, and what only delays it. */
class ConnectionChangeListenerTest {

    static Stream<RuntimeException> ofTheRecord() {
        return Stream.of(
                new MalformedEvent("connection.created is not JSON"),
                new DataIntegrityViolationException("invalid byte sequence"),
                new IllegalArgumentException("a connection id must not be empty"));
    }

    static Stream<RuntimeException> ofOthers() {
        return Stream.of(
                new TaskInstanceNotFoundException("pull", "1"),
                new QueryTimeoutException("slow"),
                new CannotCreateTransactionException("away"),
                new TimeoutException("no ack"),
                new IllegalStateException("closed"),
                new NullPointerException());
    }

    @ParameterizedTest
    @MethodSource("ofTheRecord")
    void parksWhatIsWrongWithTheRecord(RuntimeException failure) {
        assertThat(ConnectionChangeListener.isOfTheRecord(failure)).isTrue();
    }

    @ParameterizedTest
    @MethodSource("ofOthers")
    void triesEverythingElseAgain(RuntimeException failure) {
        assertThat(ConnectionChangeListener.isOfTheRecord(failure)).isFalse();
    }
}

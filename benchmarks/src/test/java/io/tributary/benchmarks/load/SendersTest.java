package io.tributary.benchmarks.load;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import static java.nio.charset.StandardCharsets.US_ASCII;

import com.sun.net.httpserver.HttpServer;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;

/** Against a real server, which stops now and then. */
class SendersTest {

    private static final Deliveries EMPTY =
            _ -> "POST / HTTP/1.1\r\nHost: here\r\nContent-Length: 0\r\n\r\n".getBytes(US_ASCII);
    private static final Duration SECOND = Duration.ofSeconds(1);

    private final AtomicInteger taken = new AtomicInteger();
    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
    private HttpServer server;
    private volatile int stopsAt = -1;
    private volatile int status = 202;

    @BeforeEach
    void start() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.setExecutor(threads);
        server.createContext(
                "/",
                exchange -> {
                    if (taken.incrementAndGet() == stopsAt) {
                        stop();
                    }
                    exchange.sendResponseHeaders(status, -1);
                    exchange.close();
                });
        server.start();
    }

    /** Not a wait for something: the stop itself is what is tested. */
    private static void stop() throws IOException {
        try {
            Thread.sleep(600);
        } catch (InterruptedException e) {
            throw new IOException(e);
        }
    }

    @AfterEach
    void end() {
        server.stop(0);
        threads.close();
    }

    private int port() {
        return server.getAddress().getPort();
    }

    @Test
    void aStopOfTheServerCountsForAllThatWereDueInIt() throws Exception {
        try (Senders senders = Senders.connect(port(), 1)) {
            // given
            stopsAt = 20;

            // when: 100 are due, and one of them meets the stop
            Timing timing = senders.open(EMPTY, 100, Duration.ZERO, SECOND);

            // then: about 60 were due in the meantime
            assertThat(timing.answers().getTotalCount()).isEqualTo(100);
            assertThat(timing.percentile(60)).isGreaterThan(100);
            assertThat(timing.percentile(100)).isBetween(590.0, 5_000.0);
        }
    }

    @Test
    void atFullLoadEachConnectionWaitsForItsAnswer() throws Exception {
        try (Senders senders = Senders.connect(port(), 4)) {
            // when
            Timing timing = senders.closed(EMPTY, Duration.ofMillis(200), Duration.ofMillis(500));

            // then: what came while it settled is not counted
            assertThat(timing.answers().getTotalCount()).isPositive().isLessThan(taken.get());
            assertThat(timing.perSecond())
                    .isBetween(
                            (timing.answers().getTotalCount() - 4) * 2.0,
                            (timing.answers().getTotalCount() + 4) * 2.0);
        }
    }

    @Test
    void whatIsNotAcceptedEndsTheMeasurement() throws Exception {
        try (Senders senders = Senders.connect(port(), 2)) {
            // given
            status = 503;

            // then
            assertThatThrownBy(() -> senders.closed(EMPTY, Duration.ZERO, SECOND))
                    .hasRootCauseMessage("a delivery was answered 503");
        }
    }
}

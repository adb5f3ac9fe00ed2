package io.tributary.nango.api;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpHandler;

import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpTimeoutException;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicReference;

@Timeout(60)
class TransportTest {

    private static final Duration SHORT = Duration.ofMillis(500);

    private final FakeNango nango;
    private final CountDownLatch end = new CountDownLatch(1);

    TransportTest() throws IOException {
        nango = new FakeNango();
    }

    @AfterEach
    void close() {
        end.countDown();
        nango.close();
    }

    @Test
    void saysThatNobodyListens() throws IOException {
        // given
        int port;
        try (ServerSocket free = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            port = free.getLocalPort();
        }
        NangoApi api = NangoApi.at(URI.create("http://127.0.0.1:" + port), new ApiKey("k")).build();

        // when
        FailureKind kind = kindOf(api.connection("i", "c"));

        // then
        assertThat(kind).isEqualTo(FailureKind.UNREACHABLE);
    }

    @Test
    void saysThatTheConnectionBroke() {
        nango.answers(exchange -> {});

        FailureKind kind = kindOf(nango.api().connection("i", "c"));

        assertThat(kind).isEqualTo(FailureKind.UNREACHABLE);
    }

    @Test
    void saysThatTheBodyBroke() {
        nango.answers(
                exchange -> {
                    exchange.sendResponseHeaders(200, 1000);
                    exchange.getResponseBody().write('{');
                    exchange.getResponseBody().flush();
                });

        FailureKind kind = kindOf(nango.api().connection("i", "c"));

        assertThat(kind).isEqualTo(FailureKind.UNREACHABLE);
    }

    @Test
    void endsACallThatIsNeverAnswered() {
        nango.answers(exchange -> await());

        FailureKind kind = kindOf(nango.api(SHORT).connection("i", "c"));

        assertThat(kind).isEqualTo(FailureKind.TIMED_OUT);
    }

    @Test
    void endsACallWhoseBodyNeverEnds() {
        nango.answers(this::startAndStop);

        FailureKind kind = kindOf(nango.api(SHORT).connection("i", "c"));

        assertThat(kind).isEqualTo(FailureKind.TIMED_OUT);
    }

    @Test
    void endsAProxiedErrorWhoseBodyNeverEnds() {
        nango.answers(
                exchange -> {
                    exchange.sendResponseHeaders(502, 1000);
                    exchange.getResponseBody().write('{');
                    exchange.getResponseBody().flush();
                    await();
                });

        ProxyAnswer answer = nango.api(SHORT).proxy(ProxyRequest.get("i", "c", "/"));

        assertThat(((ProxyAnswer.NangoFailed) answer).failure().kind())
                .isEqualTo(FailureKind.TIMED_OUT);
    }

    @Test
    void endsAProxiedBodyThatNeverEndsWithAnErrorAndNotWithHalfOfIt() throws IOException {
        nango.answers(this::startAndStop);
        ProxyRequest request = ProxyRequest.get("i", "c", "/").withTimeout(SHORT);

        try (var ok = (ProxyAnswer.Ok) nango.api().proxy(request)) {
            assertThat(ok.body().read()).isEqualTo('{');
            assertThatThrownBy(() -> ok.body().readAllBytes())
                    .isInstanceOf(HttpTimeoutException.class);
            assertThatThrownBy(() -> ok.body().read()).isInstanceOf(HttpTimeoutException.class);
        }
    }

    @Test
    void givesABodyThatIsReadInTimeWhole() throws IOException {
        nango.answers(200, "x".repeat(3_000_000));

        try (var ok = (ProxyAnswer.Ok) nango.api().proxy(ProxyRequest.get("i", "c", "/"))) {
            assertThat(ok.bytes(3_000_000)).hasSize(3_000_000).containsOnly('x');
        }
    }

    @Test
    void holdsNoMoreThanTheCallerWants() throws IOException {
        nango.answers(200, "x".repeat(1001));

        try (var ok = (ProxyAnswer.Ok) nango.api().proxy(ProxyRequest.get("i", "c", "/"))) {
            assertThatThrownBy(() -> ok.bytes(1000))
                    .isInstanceOf(AnswerTooLarge.class)
                    .hasMessageContaining("1000");
        }
    }

    @Test
    void endsWhenInterruptedBeforeTheAnswerAndLeavesTheFlag() throws InterruptedException {
        endsWhenInterrupted(exchange -> await(), Thread.State.TIMED_WAITING);
    }

    @Test
    void endsWhenInterruptedWithinTheAnswerAndLeavesTheFlag() throws InterruptedException {
        // Only a body is waited for without a limit of the thread's own.
        endsWhenInterrupted(this::startAndStop, Thread.State.WAITING);
    }

    @Test
    void endsWhenClosed() throws InterruptedException {
        // given
        CountDownLatch asked = new CountDownLatch(1);
        nango.answers(
                exchange -> {
                    asked.countDown();
                    await();
                });
        NangoApi api = nango.api();
        AtomicReference<ConnectionAnswer> answer = new AtomicReference<>();
        Thread caller = Thread.ofVirtual().start(() -> answer.set(api.connection("i", "c")));
        asked.await();

        // when
        api.close();
        caller.join();

        // then
        assertThat(kindOf(answer.get())).isEqualTo(FailureKind.UNREACHABLE);
        assertThat(kindOf(api.connection("i", "c"))).isEqualTo(FailureKind.UNREACHABLE);
    }

    private void endsWhenInterrupted(HttpHandler handler, Thread.State waiting)
            throws InterruptedException {
        // given
        CountDownLatch asked = new CountDownLatch(1);
        nango.answers(
                exchange -> {
                    asked.countDown();
                    handler.handle(exchange);
                });
        AtomicReference<ConnectionAnswer> answer = new AtomicReference<>();
        AtomicBoolean flag = new AtomicBoolean();
        NangoApi api = nango.api();
        Thread caller =
                Thread.ofPlatform()
                        .start(
                                () -> {
                                    answer.set(api.connection("i", "c"));
                                    flag.set(Thread.currentThread().isInterrupted());
                                });
        asked.await();
        Awaitility.await().until(() -> caller.getState() == waiting);

        // when
        caller.interrupt();
        caller.join();

        // then
        assertThat(kindOf(answer.get())).isEqualTo(FailureKind.INTERRUPTED);
        assertThat(flag).isTrue();
    }

    private void startAndStop(HttpExchange exchange) throws IOException {
        exchange.sendResponseHeaders(200, 1000);
        exchange.getResponseBody().write('{');
        exchange.getResponseBody().flush();
        await();
    }

    private void await() {
        try {
            end.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private static FailureKind kindOf(ConnectionAnswer answer) {
        return ((ConnectionAnswer.NoAnswer) answer).failure().kind();
    }
}

package io.tributary.nango.api;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpHandler;

import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpTimeoutException;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.locks.LockSupport;

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

    /** For an operator, who has the base URL and has to find the mistake in it. */
    @Test
    void namesWhyThereIsNoConnection() throws IOException {
        assertThat(failureAt("http://nango.invalid").message()).isEqualTo("unknown host");
        try (ServerSocket plain = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            Thread.ofVirtual().start(() -> answerInPlain(plain));
            assertThat(failureAt("https://127.0.0.1:" + plain.getLocalPort()).message())
                    .startsWith("SSL");
        }
    }

    /** Whoever comes, until it is closed: the JDK's client may try more than once. */
    private static void answerInPlain(ServerSocket server) {
        while (!server.isClosed()) {
            try (Socket caller = server.accept()) {
                caller.getInputStream().read();
                caller.getOutputStream().write("HTTP/1.1 400 Bad Request\r\n\r\n".getBytes(UTF_8));
            } catch (IOException hungUp) {
                // It has seen enough, or the test is over.
            }
        }
    }

    private static NangoFailure failureAt(String base) {
        try (NangoApi api = NangoApi.at(URI.create(base), new ApiKey("k")).build()) {
            var failure = ((ConnectionAnswer.NoAnswer) api.connection("i", "c")).failure();
            assertThat(failure.kind()).isEqualTo(FailureKind.UNREACHABLE);
            return failure;
        }
    }

    @Test
    void saysThatTheConnectionBroke() {
        nango.answers(exchange -> {});

        FailureKind kind = kindOf(nango.api().connection("i", "c"));

        assertThat(kind).isEqualTo(FailureKind.BROKEN);
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

        assertThat(kind).isEqualTo(FailureKind.BROKEN);
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

    /** Each byte in time, and the whole never. */
    @Test
    void endsACallWhoseBodyDribbles() {
        nango.answers(TransportTest::dribble);

        FailureKind kind = kindOf(nango.api(SHORT).connection("i", "c"));

        assertThat(kind).isEqualTo(FailureKind.TIMED_OUT);
    }

    @Test
    void endsAProxiedBodyThatDribbles() throws IOException {
        nango.answers(TransportTest::dribble);
        ProxyRequest request = ProxyRequest.get("i", "c", "/").withTimeout(SHORT);

        try (var ok = (ProxyAnswer.Ok) nango.api().proxy(request)) {
            assertThatThrownBy(() -> ok.bytes(1000)).isInstanceOf(HttpTimeoutException.class);
        }
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
        assertThat(kindOf(answer.get())).isEqualTo(FailureKind.BROKEN);
        assertThat(kindOf(api.connection("i", "c"))).isEqualTo(FailureKind.BROKEN);
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

    /** For five seconds, ten times the limit; then it would be whole. */
    private static void dribble(HttpExchange exchange) throws IOException {
        exchange.sendResponseHeaders(200, 0);
        for (int i = 0; i < 50; i++) {
            exchange.getResponseBody().write(' ');
            exchange.getResponseBody().flush();
            LockSupport.parkNanos(Duration.ofMillis(100).toNanos());
        }
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

package io.tributary.worker.pull;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;

import io.tributary.events.ConnectionKey;
import io.tributary.nango.api.ApiKey;
import io.tributary.nango.api.NangoApi;
import io.tributary.worker.definition.Definition;
import io.tributary.worker.definition.Endpoint;
import io.tributary.worker.definition.EndpointCall;
import io.tributary.worker.definition.FieldPath;
import io.tributary.worker.definition.Template;
import io.tributary.worker.environment.NangoEnvironment;
import io.tributary.worker.environment.Unlimited;
import io.tributary.worker.metrics.NoMetrics;
import io.tributary.worker.run.Position;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.springframework.util.unit.DataSize;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.BooleanSupplier;

@Timeout(60)
class ProviderPagesTest {

    private static final Order ORDER =
            new Order(
                    new ConnectionKey("dev", "crm", "c"),
                    new Definition(
                            "contacts",
                            List.of("crm"),
                            List.of(),
                            "Contact",
                            new Endpoint(Template.of("/x"), null, null, Endpoint.Method.GET, null),
                            FieldPath.of(""),
                            false,
                            FieldPath.of("id"),
                            PagingTrial.paging("kind=link-header", "page-size=100"),
                            null),
                    new EndpointCall(Endpoint.Method.GET, "/x", Map.of(), Map.of(), null));

    private final CountDownLatch begun = new CountDownLatch(1);
    private final CountDownLatch end = new CountDownLatch(1);
    private HttpServer server;

    @BeforeEach
    void start() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
        server.createContext("/", this::beginAndStop);
        server.start();
    }

    @AfterEach
    void stop() {
        end.countDown();
        server.stop(0);
    }

    /** A worker that ends is no fault of the page's, whose tries are counted. */
    @Test
    void letsGoWhereItIsInterruptedWithinAnAnswer() throws Exception {
        URI base = URI.create("http://127.0.0.1:" + server.getAddress().getPort());
        try (NangoApi api = NangoApi.at(base, new ApiKey("key")).build()) {
            AtomicReference<Throwable> failure = new AtomicReference<>();
            Thread pull = Thread.ofPlatform().start(() -> failure.set(failureOf(api)));
            begun.await();
            // Only a body is waited for without a limit of the thread's own.
            await().until(() -> pull.getState() == Thread.State.WAITING);

            pull.interrupt();
            pull.join();

            assertThat(((PullFailed) failure.get()).trouble()).isInstanceOf(Trouble.Stopping.class);
        }
    }

    private static Throwable failureOf(NangoApi api) {
        PullSettings settings =
                new PullSettings(
                        DataSize.ofMegabytes(1),
                        null,
                        DataSize.ofMegabytes(1),
                        Duration.ofMinutes(15),
                        Duration.ofSeconds(1));
        NangoTurn unlimited =
                new NangoTurn(null, settings) {
                    @Override
                    NangoEnvironment await(String environment, BooleanSupplier stopping) {
                        return Unlimited.at(api);
                    }
                };
        try (Page page =
                new ProviderPages(unlimited, settings, NoMetrics.make())
                        .fetch(ORDER, Position.first(), () -> false)) {
            return new AssertionError("a page of " + page.bytes());
        } catch (RuntimeException e) {
            return e;
        }
    }

    private void beginAndStop(HttpExchange exchange) throws IOException {
        exchange.sendResponseHeaders(200, 1000);
        exchange.getResponseBody().write('[');
        exchange.getResponseBody().flush();
        begun.countDown();
        try {
            end.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}

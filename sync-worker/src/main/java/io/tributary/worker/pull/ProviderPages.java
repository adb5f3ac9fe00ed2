package io.tributary.worker.pull;

import io.tributary.nango.api.ProxyAnswer;
import io.tributary.nango.api.ProxyRequest;
import io.tributary.worker.definition.Definition;
import io.tributary.worker.environment.NangoEnvironment;
import io.tributary.worker.metrics.PullMetrics;
import io.tributary.worker.run.Position;

import org.springframework.stereotype.Component;

import java.io.IOException;
import java.io.InputStream;
import java.time.Duration;
import java.util.function.BooleanSupplier;

/** Gets one page from the provider, through Nango's proxy and within the budget. */
@Component
class ProviderPages {

    private static final int BUFFER = 64 * 1024;

    private final NangoTurn turn;
    private final PullSettings settings;
    private final PullMetrics metrics;

    ProviderPages(NangoTurn turn, PullSettings settings, PullMetrics metrics) {
        this.turn = turn;
        this.settings = settings;
        this.metrics = metrics;
    }

    /** The caller closes it. */
    Page fetch(Order order, Position position, BooleanSupplier stopping) {
        long wanted = System.nanoTime();
        ProxyRequest request = request(order, position);
        NangoEnvironment nango = turn.await(order.connection().environment(), stopping);
        metrics.called(order.connection().integration(), order.definition().model());
        return switch (nango.api().proxy(request)) {
            case ProxyAnswer.Ok ok -> read(ok, nango, order.definition(), wanted);
            case ProxyAnswer.ProviderFailed failed ->
                    throw new PullFailed(new Trouble.OfProvider(failed));
            case ProxyAnswer.NangoFailed(var failure) -> {
                nango.budget().heed(failure);
                throw new PullFailed(new Trouble.OfNango(failure));
            }
        };
    }

    private static ProxyRequest request(Order order, Position position) {
        try {
            return new ProxyRequest(
                    order.connection().integration(),
                    order.connection().connectionId(),
                    order.call().method().name(),
                    PageRequests.target(order, position),
                    order.call().headers(),
                    PageRequests.body(order, position),
                    null);
        } catch (IllegalArgumentException e) {
            if (Place.of(position) == null) {
                throw PullFailed.unfit(
                        "call_refused",
                        "The call for the first page cannot be sent: %s. Nothing of the provider's is in it: look at the connection and definition '%s'."
                                .formatted(e.getMessage(), order.definition().name()));
            }
            throw PullFailed.unfit(
                    "next_link_refused",
                    "The provider's link or cursor to page %d cannot be sent: %s. Look at it before you let anything follow it."
                            .formatted(position.page() + 1, e.getMessage()));
        }
    }

    private Page read(
            ProxyAnswer.Ok answer, NangoEnvironment nango, Definition definition, long wanted) {
        try (answer) {
            answer.rateLimit().ifPresent(nango.budget()::heedIfOfNango);
            SpooledBody body = wholeBody(answer.body(), definition);
            return new Page(
                    answer.status(),
                    answer.headers(),
                    body,
                    Duration.ofNanos(System.nanoTime() - wanted));
        } catch (IOException e) {
            boolean isToEnd =
                    Thread.currentThread().isInterrupted()
                            || e.getCause() instanceof InterruptedException;
            throw new PullFailed(isToEnd ? new Trouble.Stopping() : new Trouble.BrokenAnswer());
        }
    }

    /** To its end first: of an answer that breaks off nothing is published. */
    private SpooledBody wholeBody(InputStream body, Definition definition) throws IOException {
        SpooledBody spooled = new SpooledBody(settings.spoolDirectory());
        boolean whole = false;
        try {
            byte[] buffer = new byte[BUFFER];
            for (int count = body.read(buffer); count >= 0; count = body.read(buffer)) {
                if (spooled.bytes() + count > settings.largestPage().toBytes()) {
                    throw tooLarge(definition);
                }
                write(spooled, buffer, count);
            }
            whole = true;
            return spooled;
        } finally {
            if (!whole) {
                spooled.close();
            }
        }
    }

    private static void write(SpooledBody spooled, byte[] buffer, int count) {
        try {
            spooled.write(buffer, count);
        } catch (IOException e) {
            throw SpoolTrouble.of(e);
        }
    }

    private PullFailed tooLarge(Definition definition) {
        return PullFailed.unfit(
                "page_too_large",
                "A page is larger than %s: ask for smaller ones (paging.page-size of definition '%s') or raise tributary.worker.pull.largest-page."
                        .formatted(settings.largestPage(), definition.name()));
    }
}

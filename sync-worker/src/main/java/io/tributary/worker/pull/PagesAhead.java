package io.tributary.worker.pull;

import io.tributary.worker.run.Position;

import org.jspecify.annotations.Nullable;

import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.Future.State;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.BooleanSupplier;

/**
 * The pages of one pull, each asked for while the one before is still on its way to Kafka and into
 * its checkpoint. There is never more than one request, and when this is closed there is none: what
 * goes on elsewhere then would meet it at the provider. It is waited for rather than broken off,
 * for the provider would not notice that.
 */
final class PagesAhead implements AutoCloseable {

    private final ProviderPages pages;
    private final Order order;
    private final BooleanSupplier stopping;
    private final AtomicBoolean closed = new AtomicBoolean();
    private final ExecutorService thread = Executors.newVirtualThreadPerTaskExecutor();
    private @Nullable Future<Page> asked;

    PagesAhead(ProviderPages pages, Order order, BooleanSupplier stopping) {
        this.pages = pages;
        this.order = order;
        this.stopping = stopping;
    }

    /** Asks for the page that will be taken next. Whatever is wrong with it is told then. */
    void ask(Position position) {
        if (!position.isEnd()) {
            asked = submit(position);
        }
    }

    private Future<Page> submit(Position position) {
        return thread.submit(() -> pages.fetch(order, position, this::isToLetGo));
    }

    private boolean isToLetGo() {
        return closed.get() || stopping.getAsBoolean();
    }

    /**
     * The page that was asked for, or else the one at this position. The caller closes it.
     *
     * @throws PullFailed if it cannot be had
     */
    Page take(Position position) {
        Future<Page> next = asked == null ? submit(position) : asked;
        asked = next;
        try {
            Page page = next.get();
            asked = null;
            return page;
        } catch (ExecutionException e) {
            throw thrown(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new PullFailed(new Trouble.Stopping());
        }
    }

    private static RuntimeException thrown(ExecutionException e) {
        switch (e.getCause()) {
            case RuntimeException failure -> throw failure;
            case Error error -> throw error;
            case null, default -> throw new IllegalStateException("no page throws this", e);
        }
    }

    @Override
    public void close() {
        // What has not gone out yet need not.
        closed.set(true);
        thread.close();
        if (asked != null && asked.state() == State.SUCCESS) {
            asked.resultNow().close();
        }
    }
}

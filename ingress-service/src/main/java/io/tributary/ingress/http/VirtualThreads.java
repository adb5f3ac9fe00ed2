package io.tributary.ingress.http;

import org.springframework.beans.factory.DisposableBean;
import org.springframework.stereotype.Component;

import reactor.core.publisher.Mono;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.Supplier;

/** Where work that blocks is done, so that no event loop ever waits. */
@Component
class VirtualThreads implements DisposableBean {

    private final ExecutorService executor =
            Executors.newThreadPerTaskExecutor(Thread.ofVirtual().name("delivery-", 0).factory());

    /** Runs the work even if nobody waits for it any more: it holds what it must give back. */
    <T> Mono<T> run(Supplier<T> work) {
        return Mono.fromFuture(() -> CompletableFuture.supplyAsync(work, executor), true);
    }

    @Override
    public void destroy() {
        executor.shutdownNow();
    }
}

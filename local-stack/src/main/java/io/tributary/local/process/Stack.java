package io.tributary.local.process;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorCompletionService;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/** All parts: started in phases, watched, and ended one after the other in reverse. */
public final class Stack {
    private final List<List<Supervised>> phases;

    /**
     * @param phases the parts of a phase start side by side; each phase waits for the one before
     */
    public Stack(List<List<Supervised>> phases) {
        this.phases = List.copyOf(phases);
    }

    /**
     * Returns once all are ready.
     *
     * @throws io.tributary.local.check.Problem of the first part that does not start
     */
    public void start() throws InterruptedException {
        for (List<Supervised> phase : phases) {
            startSideBySide(phase);
        }
        parts().forEach(Supervised::watch);
    }

    /** Ends all, the last started first. Safe to be called again and from another thread. */
    public void stop() {
        parts().reversed().forEach(Supervised::stop);
    }

    private List<Supervised> parts() {
        var all = new ArrayList<Supervised>();
        phases.forEach(all::addAll);
        return all;
    }

    private static void startSideBySide(List<Supervised> phase) throws InterruptedException {
        ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
        try {
            var starting = new ExecutorCompletionService<Void>(threads);
            for (Supervised part : phase) {
                starting.submit(
                        () -> {
                            part.start();
                            return null;
                        });
            }
            for (int i = 0; i < phase.size(); i++) {
                starting.take().get();
            }
        } catch (ExecutionException e) {
            throw e.getCause() instanceof RuntimeException cause
                    ? cause
                    : new IllegalStateException(e.getCause());
        } finally {
            threads.shutdownNow();
        }
    }
}

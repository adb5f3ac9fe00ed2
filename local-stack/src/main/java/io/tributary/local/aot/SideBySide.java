package io.tributary.local.aot;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/** Runs tools of the JDK, as many at a time as there are processors. */
final class SideBySide {
    private SideBySide() {}

    interface Task<T> {
        T run() throws IOException, InterruptedException;
    }

    /**
     * @return what each returned, in the order of the tasks
     */
    static <T> List<T> run(List<Task<T>> tasks) throws IOException, InterruptedException {
        int processors = Runtime.getRuntime().availableProcessors();
        ExecutorService threads = Executors.newFixedThreadPool(processors);
        try {
            var running = new ArrayList<Future<T>>();
            for (Task<T> task : tasks) {
                running.add(threads.submit(task::run));
            }
            var results = new ArrayList<T>();
            for (Future<T> future : running) {
                results.add(future.get());
            }
            return results;
        } catch (ExecutionException e) {
            switch (e.getCause()) {
                case IOException cause -> throw cause;
                case RuntimeException cause -> throw cause;
                case null, default -> throw new IllegalStateException(e);
            }
        } finally {
            threads.shutdownNow();
        }
    }
}

package io.tributary.worker.job;

import com.github.kagkarlsson.scheduler.Scheduler;

import org.springframework.context.SmartLifecycle;
import org.springframework.stereotype.Component;

/**
 * Stops the jobs while Kafka and the database are still there, so that each can checkpoint its page
 * and leave the rest to another worker; as a mere bean the scheduler would be stopped too late.
 */
@Component
class JobsStop implements SmartLifecycle {

    private final Scheduler scheduler;
    private volatile boolean running;

    JobsStop(Scheduler scheduler) {
        this.scheduler = scheduler;
    }

    /** The scheduler starts by itself, once the application is ready. */
    @Override
    public void start() {
        running = true;
    }

    @Override
    public void stop() {
        running = false;
        scheduler.stop();
    }

    @Override
    public boolean isRunning() {
        return running;
    }
}

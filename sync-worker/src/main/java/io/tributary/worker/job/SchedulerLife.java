package io.tributary.worker.job;

import com.github.kagkarlsson.scheduler.Scheduler;
import com.github.kagkarlsson.scheduler.boot.config.DbSchedulerStarter;

import io.tributary.worker.start.Prepared;

import org.springframework.context.SmartLifecycle;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;

/**
 * Starts the jobs once tables and topics are there, and stops them while Kafka and the database are
 * still there, so that each can checkpoint its page and leave the rest to another worker; as a mere
 * bean the scheduler would be stopped too late.
 */
@Component
class SchedulerLife implements SmartLifecycle, DbSchedulerStarter {

    private final Scheduler scheduler;
    private volatile boolean running;

    SchedulerLife(Scheduler scheduler) {
        this.scheduler = scheduler;
    }

    /** In place of the starter's own, which would not wait. */
    @Override
    @EventListener(Prepared.class)
    public void doStart() {
        scheduler.start();
    }

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

    /** After that which could start it again, before all else. */
    @Override
    public int getPhase() {
        return Integer.MAX_VALUE - 1;
    }
}

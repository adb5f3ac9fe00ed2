package io.tributary.worker.run;

import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

import java.sql.Timestamp;
import java.time.Instant;

/** What is asked of db-scheduler's table that db-scheduler itself does not tell. */
@Component
class JobTable {

    private final JdbcClient database;

    JobTable(JdbcClient database) {
        this.database = database;
    }

    /**
     * Whether a worker executes another run of the same connection and model: one that is over, but
     * whose last request may still be open.
     */
    boolean isAnotherInHand(Run run) {
        return database.sql(
                        """
                        select exists (
                            select from sync.run other join sync.scheduled_tasks job
                                on job.task_name = :task and job.task_instance = other.id::text
                            where other.connection = :connection and other.model = :model
                                and other.id <> :id and job.picked)\
                        """)
                .param("task", Jobs.PULL.getTaskName())
                .param("connection", run.connection().encoded())
                .param("model", run.model())
                .param("id", run.id())
                .query(Boolean.class)
                .single();
    }

    /** Whether a run was due by then and no worker has it, and this one got a page further. */
    boolean isInTheWay(Lease lease, Instant due) {
        return database.sql(
                        """
                        select exists (
                                select from sync.scheduled_tasks
                                where task_name = :task and not picked
                                    and execution_time <= :due)
                            and exists (
                                select from sync.run where id = :id and pages > :pages)\
                        """)
                .param("task", Jobs.PULL.getTaskName())
                .param("due", Timestamp.from(due))
                .param("id", lease.run())
                .param("pages", lease.position().page())
                .query(Boolean.class)
                .single();
    }
}

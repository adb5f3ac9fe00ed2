package io.tributary.worker.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import com.github.kagkarlsson.scheduler.SchedulerClient;
import com.github.kagkarlsson.scheduler.exceptions.ExecutionException;
import com.github.kagkarlsson.scheduler.exceptions.TaskInstanceCurrentlyExecutingException;
import com.github.kagkarlsson.scheduler.task.Execution;
import com.github.kagkarlsson.scheduler.task.TaskInstance;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import java.lang.reflect.Proxy;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.stream.Stream;

/** A job that a worker has picked, or picks just when it is to be brought forward. */
class JobsTest {

    private static final UUID RUN = UUID.randomUUID();
    private static final TaskInstance<Void> JOB = Jobs.PULL.instance(RUN.toString()).build();

    private final List<String> calls = new ArrayList<>();

    static Stream<RuntimeException> refusals() {
        return Stream.of(
                new TaskInstanceCurrentlyExecutingException("pull", RUN.toString()),
                new ExecutionException(
                        "Expected one execution to be updated, but updated 0",
                        new Execution(Instant.EPOCH, JOB)));
    }

    @ParameterizedTest
    @MethodSource("refusals")
    void leavesAJobInHandToWhoeverExecutesIt(RuntimeException refusal) {
        Jobs jobs = new Jobs(schedulerThatRefuses(refusal));

        assertThatCode(() -> jobs.bringForward(RUN, Instant.EPOCH)).doesNotThrowAnyException();

        assertThat(calls).containsExactly("scheduleIfNotExists", "reschedule");
    }

    private SchedulerClient schedulerThatRefuses(RuntimeException refusal) {
        return (SchedulerClient)
                Proxy.newProxyInstance(
                        getClass().getClassLoader(),
                        new Class<?>[] {SchedulerClient.class},
                        (_, method, _) -> {
                            calls.add(method.getName());
                            if (method.getName().equals("reschedule")) {
                                throw refusal;
                            }
                            return false;
                        });
    }
}

package io.tributary.backing.docker;

import com.github.dockerjava.api.DockerClient;
import com.github.dockerjava.api.command.InspectContainerResponse;

import io.tributary.backing.ready.Readiness;
import io.tributary.backing.ready.Starting;

import org.testcontainers.containers.GenericContainer;

import java.time.Duration;
import java.util.List;
import java.util.function.BooleanSupplier;

/**
 * A container that is broken and mended through the engine. Testcontainers' own stop removes the
 * container, and with it the data, so only the first start and the removal are left to it.
 */
final class Container implements Starting {
    private static final Duration START_PATIENCE = Duration.ofSeconds(180);
    private static final int STOP_SECONDS = 30;

    private final String name;
    private final GenericContainer<?> container;
    private final BooleanSupplier probe;

    private Container(String name, GenericContainer<?> container, BooleanSupplier probe) {
        this.name = name;
        this.container = container;
        this.probe = probe;
    }

    /** Starts it behind a fixed port of 127.0.0.1, so that its address survives a restart. */
    static Container start(
            String name,
            GenericContainer<?> container,
            int port,
            int inside,
            BooleanSupplier probe) {
        container.setPortBindings(List.of("127.0.0.1:%d:%d".formatted(port, inside)));
        container.start();
        var started = new Container(name, container, probe);
        Readiness.await(started, START_PATIENCE);
        return started;
    }

    void stop() {
        if (paused()) {
            thaw();
        }
        if (alive()) {
            engine().stopContainerCmd(id()).withTimeout(STOP_SECONDS).exec();
        }
    }

    @Override
    public void kill() {
        if (paused()) {
            thaw();
        }
        if (alive()) {
            engine().killContainerCmd(id()).withSignal("KILL").exec();
        }
    }

    void restart() {
        stop();
        engine().startContainerCmd(id()).exec();
        Readiness.await(this, START_PATIENCE);
    }

    void freeze() {
        engine().pauseContainerCmd(id()).exec();
    }

    void thaw() {
        engine().unpauseContainerCmd(id()).exec();
    }

    void remove() {
        container.stop();
    }

    long pid() {
        Long pid = state().getPidLong();
        return pid == null ? -1 : pid;
    }

    @Override
    public String name() {
        return name;
    }

    @Override
    public boolean answers() {
        return probe.getAsBoolean();
    }

    @Override
    public boolean alive() {
        return container.getContainerId() != null && Boolean.TRUE.equals(state().getRunning());
    }

    @Override
    public String endOfLog(int lines) {
        List<String> all = container.getLogs().lines().toList();
        return String.join("\n", all.subList(Math.max(0, all.size() - lines), all.size()));
    }

    private boolean paused() {
        return alive() && Boolean.TRUE.equals(state().getPaused());
    }

    private InspectContainerResponse.ContainerState state() {
        return engine().inspectContainerCmd(id()).exec().getState();
    }

    private DockerClient engine() {
        return container.getDockerClient();
    }

    private String id() {
        return container.getContainerId();
    }
}

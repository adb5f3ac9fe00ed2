package io.tributary.backing.process;

import org.jspecify.annotations.Nullable;

import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

/** One started program. Safe for use by several threads. */
public final class ChildProcess {
    private final ChildCommand command;
    private final Process process;
    private final @Nullable Watchdog watchdog;

    private ChildProcess(ChildCommand command, Process process, @Nullable Watchdog watchdog) {
        this.command = command;
        this.process = process;
        this.watchdog = watchdog;
    }

    /**
     * Starts the program; returns as soon as the system has started it, ready or not.
     *
     * @throws UncheckedIOException when the program cannot be started at all
     */
    public static ChildProcess start(ChildCommand command) {
        try {
            Files.createDirectories(command.log().toAbsolutePath().getParent());
            var builder =
                    new ProcessBuilder(Session.own(command.command()))
                            .directory(command.directory().toFile())
                            .redirectInput(ProcessBuilder.Redirect.from(new File("/dev/null")))
                            .redirectErrorStream(true)
                            .redirectOutput(
                                    ProcessBuilder.Redirect.appendTo(command.log().toFile()));
            builder.environment().putAll(command.environment());
            Process process = builder.start();
            Watchdog watchdog =
                    command.endWithParent() ? Watchdog.over(process, command.stop()) : null;
            if (watchdog != null) {
                process.onExit().thenRun(watchdog::dismiss);
            }
            return new ChildProcess(command, process, watchdog);
        } catch (IOException e) {
            throw new UncheckedIOException("Cannot start " + command.name(), e);
        }
    }

    public String name() {
        return command.name();
    }

    public long pid() {
        return process.pid();
    }

    public ProcessHandle handle() {
        return process.toHandle();
    }

    public boolean alive() {
        return process.isAlive();
    }

    /** Completes when the program has ended. */
    public CompletableFuture<Integer> ended() {
        return process.onExit().thenApply(Process::exitValue);
    }

    /** The last lines of the program's output. */
    public String endOfLog(int lines) {
        return LogTail.of(command.log(), lines);
    }

    /**
     * Asks the program to end, also a frozen one, and kills it and what it started when it does not
     * within the patience.
     *
     * @return whether it ended by itself
     */
    public boolean stop(Duration patience) {
        List<ProcessHandle> all = family();
        Signals.send("CONT", all);
        Signals.send(command.stop().name(), List.of(handle()));
        boolean inOrder = waitFor(patience);
        if (!inOrder) {
            kill();
        }
        dismissWatchdog();
        return inOrder;
    }

    /** SIGKILL to the program and everything it started; returns when all are gone. */
    public void kill() {
        List<ProcessHandle> all = family();
        all.forEach(ProcessHandle::destroyForcibly);
        all.forEach(each -> each.onExit().join());
        dismissWatchdog();
    }

    /** SIGSTOP to the program, then to everything it started. */
    public void freeze() {
        Signals.send("STOP", List.of(handle()));
        Signals.send("STOP", handle().descendants().toList());
    }

    /** SIGCONT to everything the program started, then to itself. */
    public void thaw() {
        Signals.send("CONT", handle().descendants().toList());
        Signals.send("CONT", List.of(handle()));
    }

    private List<ProcessHandle> family() {
        var all = new ArrayList<ProcessHandle>();
        all.add(handle());
        handle().descendants().forEach(all::add);
        return all;
    }

    private boolean waitFor(Duration patience) {
        try {
            return process.waitFor(patience.toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    private void dismissWatchdog() {
        if (watchdog != null) {
            watchdog.dismiss();
        }
    }
}

package io.tributary.backing.process;

import java.io.IOException;
import java.util.List;

/**
 * Ends a child when this JVM is gone. A shell waits at the end of a pipe that only this JVM holds
 * open; the system closes the pipe however the JVM dies, and then the shell ends the child:
 * politely first, and also when it is frozen.
 */
final class Watchdog {
    private static final String SCRIPT =
            """
            while read -r _; do :; done
            kill -CONT "$1" 2>/dev/null
            kill -"$2" "$1" 2>/dev/null
            i=0
            while kill -0 "$1" 2>/dev/null && [ $i -lt 300 ]; do sleep 0.2; i=$((i + 1)); done
            kill -KILL "$1" 2>/dev/null
            """;

    private final Process shell;

    private Watchdog(Process shell) {
        this.shell = shell;
    }

    static Watchdog over(Process child, ChildCommand.StopSignal stop) throws IOException {
        var command =
                List.of(
                        "/bin/sh",
                        "-c",
                        SCRIPT,
                        "watchdog",
                        Long.toString(child.pid()),
                        stop.name());
        return new Watchdog(
                new ProcessBuilder(Session.own(command))
                        .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                        .redirectError(ProcessBuilder.Redirect.DISCARD)
                        .start());
    }

    /** Must come once the child has ended: its process id may soon be another program's. */
    void dismiss() {
        shell.destroyForcibly();
    }
}

package io.tributary.backing.process;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/**
 * What to start.
 *
 * @param name for messages
 * @param command program and arguments; never a secret, every user of the machine can read them
 * @param environment added to this JVM's
 * @param directory working directory; must exist
 * @param log where output and errors are appended
 * @param stop the signal that asks this program to end in order
 * @param endWithParent whether the child is ended when this JVM is gone, even by SIGKILL
 */
public record ChildCommand(
        String name,
        List<String> command,
        Map<String, String> environment,
        Path directory,
        Path log,
        StopSignal stop,
        boolean endWithParent) {
    public ChildCommand {
        command = List.copyOf(command);
        environment = Map.copyOf(environment);
        if (command.isEmpty()) {
            throw new IllegalArgumentException("command must name a program");
        }
    }

    /** The signal that asks a program to end in order. */
    public enum StopSignal {
        /** What most programs take, the JVM among them. */
        TERM,
        /** What PostgreSQL takes as "now, without waiting for clients". */
        INT
    }
}

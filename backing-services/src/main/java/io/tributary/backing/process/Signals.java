package io.tributary.backing.process;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;

/** Sends the signals that {@link ProcessHandle} cannot send. */
final class Signals {
    private Signals() {}

    /** Sends one signal to all; processes that are gone meanwhile are passed over. */
    static void send(String signal, Collection<ProcessHandle> processes) {
        if (processes.isEmpty()) {
            return;
        }
        // The shell's own kill: the program of that name is missing on small systems.
        var command =
                new ArrayList<>(List.of("/bin/sh", "-c", "kill \"$@\"", "kill", "-" + signal));
        processes.forEach(process -> command.add(Long.toString(process.pid())));
        try {
            new ProcessBuilder(command)
                    .redirectErrorStream(true)
                    .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                    .start()
                    .waitFor();
        } catch (IOException e) {
            throw new IllegalStateException("Cannot run kill -" + signal, e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("Interrupted while sending " + signal, e);
        }
    }
}

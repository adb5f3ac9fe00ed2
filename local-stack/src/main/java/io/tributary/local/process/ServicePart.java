package io.tributary.local.process;

import io.tributary.backing.process.ChildCommand;
import io.tributary.backing.process.ChildProcess;
import io.tributary.backing.process.ProcessRecord;
import io.tributary.local.aot.Programs;
import io.tributary.local.config.Layout;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * A Boot service.
 *
 * @param name of the program, the configuration, the log and the record
 * @param heapMegabytes upper bound of its heap
 * @param readiness answers 200 once it is ready
 * @param warmUp asked before it is called ready, so that no caller pays for the first request
 */
public record ServicePart(
        String name,
        int heapMegabytes,
        Layout layout,
        Programs programs,
        URI readiness,
        Warmth warmUp)
        implements Part {
    @Override
    public ChildProcess launch() {
        ChildProcess process =
                ChildProcess.start(
                        new ChildCommand(
                                name,
                                command(),
                                Map.of(),
                                layout.data(),
                                layout.log(name),
                                ChildCommand.StopSignal.TERM,
                                false));
        try {
            ProcessRecord.of(process, marker()).write(layout.record(name));
            return process;
        } catch (IOException e) {
            process.kill();
            throw new UncheckedIOException("Cannot note the process of " + name, e);
        }
    }

    @Override
    public boolean answers() {
        return Http.status(readiness) == 200 && warmUp.reached();
    }

    private List<String> command() {
        var command =
                new ArrayList<>(
                        programs.command(name, List.of(marker(), "-Xmx" + heapMegabytes + "m")));
        command.add("--spring.config.additional-location=file:" + layout.config(name));
        return command;
    }

    /** Tells this stack's process from any other that runs the same jar. */
    private String marker() {
        return "-Dtributary.local=" + layout.record(name);
    }
}

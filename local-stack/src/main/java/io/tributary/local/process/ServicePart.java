package io.tributary.local.process;

import io.tributary.backing.process.ChildCommand;
import io.tributary.backing.process.ChildProcess;
import io.tributary.backing.process.ProcessRecord;
import io.tributary.local.config.Layout;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/**
 * A Boot service from its module's jar.
 *
 * @param name of the module, the jar, the configuration, the log and the record
 * @param heapMegabytes upper bound of its heap
 * @param readiness answers 200 once it is ready
 * @param warmUp asked before it is called ready, so that no caller pays for the first request
 */
public record ServicePart(
        String name, int heapMegabytes, Layout layout, URI readiness, Warmth warmUp)
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
        return List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                marker(),
                "-Xmx" + heapMegabytes + "m",
                "-jar",
                layout.runJar(name).toString(),
                "--spring.config.additional-location=file:" + layout.config(name));
    }

    /** Tells this stack's process from any other that runs the same jar. */
    private String marker() {
        return "-Dtributary.local=" + layout.record(name);
    }
}

package io.tributary.local.process;

import io.tributary.backing.process.ChildCommand;
import io.tributary.backing.process.ChildProcess;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;

/** A shell script as a part: ready once it has written {@code ready} to its folder. */
final class FakePart implements Part {
    static final String SERVE = "touch ready; while :; do sleep 0.1; done";

    final AtomicInteger launches = new AtomicInteger();
    private final String name;
    private final Path folder;
    private final String script;

    FakePart(String name, Path folder, String script) {
        this.name = name;
        this.folder = folder;
        this.script = script;
    }

    @Override
    public String name() {
        return name;
    }

    @Override
    public ChildProcess launch() {
        launches.incrementAndGet();
        return ChildProcess.start(
                new ChildCommand(
                        name,
                        List.of("/bin/sh", "-c", script),
                        Map.of(),
                        folder,
                        folder.resolve(name + ".log"),
                        ChildCommand.StopSignal.TERM,
                        true));
    }

    @Override
    public boolean answers() {
        return Files.exists(folder.resolve("ready"));
    }
}

package io.tributary.backing.process;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/** A JVM with one child that it does not outlive; prints the child's process id, waits for ever. */
final class ParentMain {
    private ParentMain() {}

    public static void main(String[] args) throws InterruptedException {
        Path folder = Path.of(args[0]);
        ChildProcess child =
                ChildProcess.start(
                        new ChildCommand(
                                "child",
                                List.of("sleep", "600"),
                                Map.of(),
                                folder,
                                folder.resolve("child.log"),
                                ChildCommand.StopSignal.TERM,
                                true));
        System.out.println(child.pid());
        Thread.currentThread().join();
    }
}

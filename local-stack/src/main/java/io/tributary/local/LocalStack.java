package io.tributary.local;

import io.tributary.local.check.FreePorts;
import io.tributary.local.check.Problem;
import io.tributary.local.check.Space;
import io.tributary.local.config.DevelopmentToken;
import io.tributary.local.config.FreshStart;
import io.tributary.local.config.Keys;
import io.tributary.local.config.Layout;
import io.tributary.local.process.Leftovers;
import io.tributary.local.process.RunLock;
import io.tributary.local.process.Stack;
import io.tributary.local.process.Supervised;
import io.tributary.local.report.Console;
import io.tributary.local.report.Summary;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.StandardCopyOption;
import java.time.Clock;
import java.util.List;
import java.util.concurrent.CountDownLatch;

/** Everything on this machine, from the first check to the last process that ends. */
final class LocalStack {
    private final StackOptions options;
    private final Layout layout;
    private final Console console;
    private final Clock clock;

    LocalStack(StackOptions options, Console console, Clock clock) {
        this.options = options;
        this.layout = options.layout();
        this.console = console;
        this.clock = clock;
    }

    /**
     * Runs until the process is told to end.
     *
     * @throws Problem when something is in the way; nothing is left running then
     */
    void run() throws IOException, InterruptedException {
        layout.create();
        try (RunLock _ = RunLock.take(layout)) {
            Leftovers.end(layout, Parts.SERVICES, console);
            emptyIfAsked();
            check();
            copyJars();
            DevelopmentToken token = DevelopmentToken.issue(layout, clock.instant());
            start(stack(token));
            console.print(summary(token).text());
            untilTheEnd();
        }
    }

    private void emptyIfAsked() throws IOException {
        if (options.fresh()) {
            FreshStart.empty(layout);
            console.say("emptied " + layout.shown(layout.data()));
        }
    }

    private void check() throws IOException {
        FreePorts.require(options.ports().byName(options.withSimulator()));
        Space.requireMemory(options.requiredMegabytes());
        Space.requireDisk(layout.data(), options.requiredMegabytes());
        for (String service : services()) {
            if (Files.notExists(layout.jar(service))) {
                throw new Problem(
                        layout.shown(layout.jar(service)) + " is missing.",
                        "Build it: mvn -DskipTests package");
            }
        }
    }

    /** A build that replaces a module's jar must not take the classes from under a running JVM. */
    private void copyJars() throws IOException {
        for (String service : services()) {
            Files.copy(
                    layout.jar(service),
                    layout.runJar(service),
                    StandardCopyOption.REPLACE_EXISTING);
        }
    }

    private List<String> services() {
        return Parts.SERVICES.stream()
                .filter(name -> options.withSimulator() || !name.equals("nango-simulator"))
                .toList();
    }

    private Stack stack(DevelopmentToken token) throws IOException {
        var parts = new Parts(options, Keys.of(layout), token);
        return new Stack(
                parts.phases().stream()
                        .map(
                                phase ->
                                        phase.stream()
                                                .map(p -> new Supervised(p, console, clock))
                                                .toList())
                        .toList());
    }

    /** From here on every way out of this process ends what it started. */
    private void start(Stack stack) throws InterruptedException {
        Runtime.getRuntime().addShutdownHook(new Thread(() -> end(stack), "end-in-order"));
        stack.start();
    }

    private void end(Stack stack) {
        stack.stop();
        console.say("all ended");
    }

    private Summary summary(DevelopmentToken token) {
        return new Summary(
                layout,
                options.ports(),
                options.withSimulator(),
                options.definitions() == null,
                token.value());
    }

    private static void untilTheEnd() throws InterruptedException {
        new CountDownLatch(1).await();
    }
}

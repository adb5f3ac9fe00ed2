package io.tributary.local;

import io.tributary.local.aot.BrokerJars;
import io.tributary.local.aot.Programs;
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
import java.nio.file.Path;
import java.time.Clock;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.function.Function;

/** Everything on this machine, from the first check to the last process that ends. */
final class LocalStack {
    private final StackOptions options;
    private final Layout layout;
    private final Console console;
    private final Clock clock;
    private volatile boolean wasReady;

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
            Programs programs = programs(layout::program);
            if (options.caches()) {
                programs.useCaches();
            }
            DevelopmentToken token = DevelopmentToken.issue(layout, clock.instant());
            start(stack(token, programs), programs);
            wasReady = true;
            console.print(summary(token).text());
            untilTheEnd();
        }
    }

    /**
     * Runs as long as a rehearsal takes and makes caches of what some programs did.
     *
     * @param places the programs that are to get a cache, by name, and the folders they get it in
     * @return the caches' sizes in bytes, by the program's name
     * @throws Problem when something is in the way; nothing is left running then
     */
    Map<String, Long> train(Map<String, Path> places) throws IOException, InterruptedException {
        layout.create();
        check();
        Programs programs = programs(n -> places.getOrDefault(n, layout.program(n)));
        programs.record(places.keySet());
        DevelopmentToken token = DevelopmentToken.issue(layout, clock.instant());
        Stack stack = stack(token, programs);
        var hook = new Thread(stack::stop, "end-in-order");
        Runtime.getRuntime().addShutdownHook(hook);
        stack.start();
        new Rehearsal(options.ports(), token.value()).run();
        stack.stop();
        return programs.makeCaches();
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

    private Programs programs(Function<String, Path> folder)
            throws IOException, InterruptedException {
        var jars = new LinkedHashMap<String, Path>();
        services().forEach(service -> jars.put(service, layout.jar(service)));
        var broker = new BrokerJars(layout.libraries());
        return Programs.of(jars, broker, folder, layout.run(), console);
    }

    private List<String> services() {
        return Parts.SERVICES.stream()
                .filter(name -> options.withSimulator() || !name.equals("nango-simulator"))
                .toList();
    }

    private Stack stack(DevelopmentToken token, Programs programs) throws IOException {
        var parts = new Parts(options, Keys.of(layout), token, programs);
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
    private void start(Stack stack, Programs programs) throws InterruptedException {
        Runtime.getRuntime()
                .addShutdownHook(new Thread(() -> end(stack, programs), "end-in-order"));
        stack.start();
    }

    private void end(Stack stack, Programs programs) {
        stack.stop();
        try {
            if (wasReady) {
                programs.makeCaches();
            }
        } catch (IOException e) {
            console.say("the caches for faster starts could not be made: " + e);
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        }
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

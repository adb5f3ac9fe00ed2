package io.tributary.local;

import io.tributary.backing.BackingServiceException;
import io.tributary.backing.embedded.Trees;
import io.tributary.local.aot.BrokerJars;
import io.tributary.local.check.Problem;
import io.tributary.local.config.Layout;
import io.tributary.local.config.PortPlan;
import io.tributary.local.process.RunLock;
import io.tributary.local.report.Console;

import org.jspecify.annotations.Nullable;

import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;

/** Makes the caches from which a service starts faster, for images and before a first start. */
@Command(
        name = "train",
        sortOptions = false,
        separator = " ",
        description = {
            "Makes AOT caches, from which the JVM starts a service faster: takes the services' jars"
                + " apart into <FOLDER>/<service>/, runs all of Tributary on free ports and data of"
                + " its own, lets some connections through, ends everything, and leaves beside each"
                + " jar",
            "  <service>.aot   the cache",
            "  java.args       how to start:  java @<FOLDER>/<service>/java.args",
            "Options of the JVM, the heap's size among them, go before the @, the service's own"
                    + " after it.%n",
            "A cache is good for the JVM that made it (the same build), for the flags in java.args,"
                + " and for the jars beside it with the time stamps that they have: copy with cp -a"
                + " or COPY --from. A service's folder may be moved as a whole (java.args names"
                + " where it was). If anything differs the JVM starts without the cache, slower,"
                + " and says why at level error with the tag [aot]; with -XX:AOTMode=on before the"
                + " @ it then does not start at all. But never put another jar beside a cache: a"
                + " JVM before 25.0.4 does not notice, and runs the old classes.%n",
            "In an image: train in a stage with the same JRE as the final image. It needs no"
                + " network and no compiler, only <module>/target/<module>.jar of each service and"
                + " local-stack/target/local-stack.jar with its folder lib, in the repository's"
                + " layout. PostgreSQL does not run as root where user namespaces are forbidden, as"
                + " they are in docker build: choose another USER first, who may write to FOLDER.%n"
        })
final class TrainCommand implements Callable<Integer> {
    private static final long REQUIRED_MEGABYTES = 2048;

    @Spec private @Nullable CommandSpec spec;

    @Option(
            names = "--into",
            paramLabel = "FOLDER",
            description = "Where the services go. Without it: what ./start runs, Kafka included.")
    private @Nullable Path into;

    @Parameters(
            paramLabel = "SERVICE",
            arity = "0..*",
            description =
                    "ingress-service, connection-store-service, sync-worker or nango-simulator; all"
                            + " if none is named.")
    private List<String> services = List.of();

    @Option(
            names = {"--help", "-h"},
            usageHelp = true,
            description = "Show this help.")
    private boolean help;

    @Override
    public Integer call() throws IOException, InterruptedException {
        Layout usual = new Layout(StartCommand.home(), StartCommand.home().resolve(".local"));
        Path folder = into == null ? usual.programs() : into.toAbsolutePath().normalize();
        Path scratch = Files.createTempDirectory("tributary-train");
        try {
            Files.createDirectories(folder);
            if (into == null) {
                // Nobody may run what is replaced.
                usual.create();
                try (RunLock _ = RunLock.take(usual)) {
                    return train(places(folder), new Layout(usual.home(), scratch));
                }
            }
            return train(places(folder), new Layout(usual.home(), scratch));
        } catch (Problem | BackingServiceException problem) {
            System.err.println("\n" + problem.getMessage());
            return CommandLine.ExitCode.SOFTWARE;
        } finally {
            Trees.delete(scratch);
        }
    }

    private int train(Map<String, Path> places, Layout layout)
            throws IOException, InterruptedException {
        var clock = Clock.systemUTC();
        var options =
                new StackOptions(
                        layout,
                        PortPlan.free(),
                        false,
                        true,
                        null,
                        List.of(),
                        null,
                        true,
                        REQUIRED_MEGABYTES);
        var made = new LocalStack(options, new Console(System.out, clock), clock).train(places);
        return made.keySet().containsAll(places.keySet())
                ? CommandLine.ExitCode.OK
                : CommandLine.ExitCode.SOFTWARE;
    }

    private Map<String, Path> places(Path folder) {
        List<String> names = new ArrayList<>(services.isEmpty() ? Parts.SERVICES : services);
        for (String name : names) {
            if (!Parts.SERVICES.contains(name)) {
                throw usage("there is no service " + name);
            }
        }
        if (into == null) {
            names.add(BrokerJars.NAME);
        }
        var places = new LinkedHashMap<String, Path>();
        names.forEach(name -> places.put(name, folder.resolve(name)));
        return places;
    }

    private ParameterException usage(String message) {
        CommandSpec known = spec;
        if (known == null) {
            throw new IllegalStateException(message);
        }
        return new ParameterException(known.commandLine(), message);
    }
}

package io.tributary.local;

import io.tributary.backing.BackingServiceException;
import io.tributary.local.check.Problem;
import io.tributary.local.config.Layout;
import io.tributary.local.config.NangoAccess;
import io.tributary.local.config.PortPlan;
import io.tributary.local.report.Console;

import org.jspecify.annotations.Nullable;

import picocli.CommandLine;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.concurrent.Callable;

/** The command line of {@code ./start}. */
@Command(
        name = "./start",
        sortOptions = false,
        subcommands = TrainCommand.class,
        separator = " ",
        description = {
            "Starts Tributary on this machine: Kafka (9092), PostgreSQL (5433), a simulator of"
                    + " Nango (3003), ingress-service (8080), connection-store-service (8081) and"
                    + " sync-worker (8082), each as a process of its own, all on the loopback"
                    + " interface, environment 'dev'.",
            "Builds what is missing, waits until all is ready, says what is where, and runs until"
                    + " Ctrl-C.%n"
        })
public final class StartCommand implements Callable<Integer> {
    private static final String REQUIRED_MEGABYTES = "2048";

    @Spec private @Nullable CommandSpec spec;

    @Option(names = "--fresh", description = "Throw away everything kept by earlier runs first.")
    private boolean fresh;

    @Option(names = "--no-simulator", description = "Do not start the simulator of Nango.")
    private boolean noSimulator;

    @ArgGroup(exclusive = false)
    private @Nullable RealNango nango;

    @Option(
            names = "--signing-key",
            paramLabel = "KEY",
            description =
                    "Accept webhooks signed with this key too; may be given again and again. A real"
                            + " Nango shows it in its environment settings; it is not the API key.")
    private List<String> signingKeys = List.of();

    @Option(
            names = "--definitions",
            paramLabel = "FILE",
            description =
                    "Pull what this YAML file says (tributary.worker.definitions) instead of the"
                            + " simulator's contacts. Examples: sync-worker/examples.")
    private @Nullable Path definitions;

    @Option(
            names = "--no-caches",
            description =
                    "Neither use nor make the caches from which the second start after a build on"
                            + " is faster.")
    private boolean noCaches;

    @Option(
            names = "--port-offset",
            paramLabel = "N",
            defaultValue = "0",
            description = "Add N to every port.")
    private int portOffset;

    @Option(
            names = {"--help", "-h"},
            usageHelp = true,
            description = "Show this help.")
    private boolean help;

    @Option(names = "--data", hidden = true, description = "Where everything is kept.")
    private @Nullable Path data;

    @Option(
            names = "--programs",
            hidden = true,
            description = "Where programs and caches are kept; by default with the data.")
    private @Nullable Path programs;

    @Option(
            names = "--required-megabytes",
            hidden = true,
            defaultValue = REQUIRED_MEGABYTES,
            description = "Start only with as much memory and disk free.")
    private long requiredMegabytes;

    /** A Nango to ask instead of the simulator. */
    private static final class RealNango {
        @Option(
                names = "--nango",
                paramLabel = "URL",
                required = true,
                description = "Ask the Nango at this address; no simulator is started then.")
        private @Nullable URI url;

        @Option(
                names = "--api-key",
                paramLabel = "KEY",
                required = true,
                description = "The key to that Nango's API.")
        private @Nullable String apiKey;
    }

    /** Exit codes: 0 ended as asked, 1 something was in the way, 2 wrong usage. */
    public static void main(String[] args) {
        System.exit(new CommandLine(new StartCommand()).execute(args));
    }

    @Override
    public Integer call() throws IOException, InterruptedException {
        var clock = Clock.systemUTC();
        try {
            new LocalStack(options(), new Console(System.out, clock), clock).run();
            return CommandLine.ExitCode.OK;
        } catch (Problem | BackingServiceException problem) {
            System.err.println("\n" + problem.getMessage());
            return CommandLine.ExitCode.SOFTWARE;
        }
    }

    private StackOptions options() {
        Path home = home();
        try {
            return new StackOptions(
                    layout(home),
                    new PortPlan(portOffset),
                    fresh,
                    !noSimulator && nango == null,
                    realNango(),
                    signingKeys.stream().map(this::signingKey).toList(),
                    definitionsFile(),
                    !noCaches,
                    requiredMegabytes);
        } catch (IllegalArgumentException e) {
            throw usage(String.valueOf(e.getMessage()));
        }
    }

    private Layout layout(Path home) {
        Path kept = data == null ? home.resolve(".local") : data;
        return programs == null ? new Layout(home, kept) : new Layout(home, kept, programs);
    }

    /** The repository: the script names it, otherwise it is where this launcher was built. */
    static Path home() {
        String named = System.getProperty("tributary.home");
        return named != null ? Path.of(named) : Layout.homeOf(StartCommand.class);
    }

    private @Nullable NangoAccess realNango() {
        RealNango asked = nango;
        if (asked == null || asked.url == null || asked.apiKey == null) {
            return null;
        }
        if (signingKeys.isEmpty()) {
            throw usage(
                    "--nango needs --signing-key: the key with which that Nango signs webhooks is"
                            + " not its API key");
        }
        return new NangoAccess(asked.url, asked.apiKey);
    }

    private @Nullable Path definitionsFile() {
        if (definitions == null) {
            return null;
        }
        Path file = definitions.toAbsolutePath().normalize();
        if (!Files.isReadable(file) || Files.isDirectory(file)) {
            throw usage("--definitions: there is no file to read at " + definitions);
        }
        if (!file.toString().matches(".*\\.ya?ml")) {
            throw usage("--definitions: " + definitions + " is not named *.yaml");
        }
        return file;
    }

    private String signingKey(String key) {
        if (key.isBlank()) {
            throw usage("--signing-key must not be blank");
        }
        return key;
    }

    private ParameterException usage(String message) {
        CommandSpec known = spec;
        if (known == null) {
            throw new IllegalStateException(message);
        }
        return new ParameterException(known.commandLine(), message);
    }
}

package io.tributary.store.rebuild;

import static java.util.Objects.requireNonNull;

import org.jspecify.annotations.Nullable;

import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** The command line of {@code rebuild}. */
@Command(
        name = Options.COMMAND,
        sortOptions = false,
        separator = " ",
        description = {
            "Derives the connection store's tables anew from Kafka into a schema of their own, and"
                    + " compares them with the live ones row by row. Publishes nothing, and changes"
                    + " nothing live unless --swap is given. Works while stores run.",
            "Settings are the service's own: application.yml, the environment, and arguments such"
                    + " as --spring.datasource.url=... or --tributary.topics.partitions=12.%n"
        },
        footer = {
            "%nExit codes: 0 equal, or done; 1 failed or refused, run it again and it resumes where"
                    + " it stopped; 2 wrong use; 3 the tables differ.",
            "%nThe database role must own both schemas and, to make or rename one, may create"
                    + " schemas: grant create on database <database> to <role>."
        })
public final class RebuildCommand implements Callable<Integer> {

    /** The tables differ. */
    static final int DIFFERS = 3;

    /** Spring's arguments have a dot in their names, ours have none. */
    private static final Pattern SETTING = Pattern.compile("--[^=]*\\..*", Pattern.DOTALL);

    private final List<String> settings;

    @Spec private @Nullable CommandSpec spec;

    @Option(
            names = "--from",
            paramLabel = "inbox|state",
            defaultValue = "inbox",
            description = {
                "inbox (default): applies every input that nango.inbox still holds, exactly as the"
                        + " stores do.",
                "state: for when the log no longer holds everything and the tables are lost or"
                    + " wrong. Begins with what was last published of each connection on"
                    + " nango.connections.state and applies the inbox from the group's offsets on."
                    + " No store may run. The generation rises. Lost are the history, the parked"
                    + " list and absences noted by a walk; claims that the inbox still holds"
                    + " unanswered are asked again, connections that were pending longer are found"
                    + " by the next list walk."
            })
    private Options.Source from = Options.Source.inbox;

    @Option(
            names = "--schema",
            paramLabel = "NAME",
            defaultValue = "connections_rebuilt",
            description = "The schema to derive into; default ${DEFAULT-VALUE}.")
    private String schema = "connections_rebuilt";

    @Option(
            names = "--fresh",
            description =
                    "Empty that schema first. Without it, a rebuild resumes where the last one"
                            + " stopped.")
    private boolean fresh;

    @Option(
            names = "--swap",
            description = {
                "After the comparison, put what was derived in the live schema's place, within one"
                    + " transaction; the live one is kept under another name. With --from inbox"
                    + " stores may run: they wait some seconds and go on. What differs from what"
                    + " was published is published by them, once for each connection, in a later"
                    + " generation. Also where there are no live tables any more."
            })
    private boolean swap;

    @Option(
            names = "--despite-missing-inputs",
            description = {
                "Swap although the log no longer holds every input: connections that only those"
                        + " tell of are gone then."
            })
    private boolean despiteMissingInputs;

    @Option(
            names = {"--help", "-h"},
            usageHelp = true,
            description = "Show this help.")
    private boolean help;

    private RebuildCommand(List<String> settings) {
        this.settings = settings;
    }

    /**
     * Runs the command and returns its exit code; ends no process.
     *
     * @param out for progress and the result
     * @param err for what is wrong
     * @param arguments after {@code rebuild}
     */
    public static int run(PrintWriter out, PrintWriter err, List<String> arguments) {
        List<String> settings = new ArrayList<>();
        List<String> own = new ArrayList<>();
        arguments.forEach(one -> (SETTING.matcher(one).matches() ? settings : own).add(one));
        return new CommandLine(new RebuildCommand(settings))
                .setOut(out)
                .setErr(err)
                .setUsageHelpWidth(100)
                .setExecutionExceptionHandler((failure, _, _) -> failed(err, failure))
                .execute(own.stream().flatMap(RebuildCommand::split).toArray(String[]::new));
    }

    /** {@code --from=inbox} is as good as {@code --from inbox}. */
    private static Stream<String> split(String argument) {
        return argument.startsWith("--")
                ? Arrays.stream(argument.split("=", 2))
                : Stream.of(argument);
    }

    private static int failed(PrintWriter err, Exception failure) {
        err.println(failure instanceof Refusal ? failure.getMessage() : "failed: " + said(failure));
        err.flush();
        return CommandLine.ExitCode.SOFTWARE;
    }

    /** The whole chain: the outermost alone rarely says what is wrong. */
    private static String said(Throwable failure) {
        StringBuilder text = new StringBuilder(failure.toString());
        for (Throwable cause = failure.getCause(); cause != null; cause = cause.getCause()) {
            text.append(System.lineSeparator()).append("  because of ").append(cause);
        }
        return text.toString();
    }

    @Override
    public Integer call() {
        CommandSpec command = requireNonNull(spec);
        PrintWriter out = command.commandLine().getOut();
        try (Surroundings surroundings = Surroundings.of(settings, options(command), out)) {
            return surroundings.rebuild().run() == Rebuild.Outcome.DIFFERS
                    ? DIFFERS
                    : CommandLine.ExitCode.OK;
        } finally {
            out.flush();
        }
    }

    private Options options(CommandSpec command) {
        try {
            return new Options(from, schema, fresh, swap, despiteMissingInputs);
        } catch (IllegalArgumentException e) {
            throw new ParameterException(command.commandLine(), String.valueOf(e.getMessage()), e);
        }
    }
}

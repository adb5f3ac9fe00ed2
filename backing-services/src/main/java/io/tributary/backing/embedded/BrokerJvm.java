package io.tributary.backing.embedded;

import java.lang.management.ManagementFactory;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** The JVM that a broker runs in. */
@FunctionalInterface
public interface BrokerJvm {

    /**
     * The command that runs {@link BrokerMain}, without that class's own arguments.
     *
     * @param options of the JVM, which come before the main class
     */
    List<String> command(List<String> options);

    /** On the class path of this JVM. */
    static BrokerJvm onThisClassPath() {
        return options -> {
            var command = new ArrayList<String>();
            command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
            command.addAll(compilerAndCollector());
            command.addAll(options);
            command.addAll(List.of("-cp", System.getProperty("java.class.path")));
            command.add(BrokerMain.class.getName());
            return command;
        };
    }

    /** As this JVM was told to have them: who lives briefly starts what lives briefly. */
    private static List<String> compilerAndCollector() {
        return ManagementFactory.getRuntimeMXBean().getInputArguments().stream()
                .filter(option -> option.matches("-XX:(TieredStopAtLevel=.|.Use\\w+GC)"))
                .toList();
    }
}

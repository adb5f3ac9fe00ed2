package io.tributary.local.aot;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/**
 * What one JVM runs. A cache fits it only as long as the JVM, the class path and the time stamps of
 * its jars stay the same.
 *
 * @param name of the service, and of its files
 * @param folder its own, with its cache and, for a service, its jars
 * @param flags of the JVM, the same when a cache is made and when it is used
 * @param classPath as an argument of {@code java}
 * @param start class path and main class, as arguments of {@code java}
 */
record Program(
        String name, Path folder, List<String> flags, List<String> classPath, List<String> start) {
    Program {
        flags = List.copyOf(flags);
        classPath = List.copyOf(classPath);
        start = List.copyOf(start);
    }

    /** A Boot service from its extracted jar. */
    static Program service(String name, Path folder) {
        String jar = folder.resolve(name + ".jar").toString();
        return new Program(
                name, folder, JvmFlags.of(name), List.of("-cp", jar), List.of("-jar", jar));
    }

    /**
     * A main class on a class path of jars. The path goes into a file: systems show only the first
     * 4096 characters of a command line, and nobody would recognise the process.
     */
    static Program onClassPath(String name, Path folder, List<Path> jars, String mainClass)
            throws IOException {
        String path =
                jars.stream().map(Path::toString).collect(Collectors.joining(File.pathSeparator));
        Path file = Files.createDirectories(folder).resolve("class-path.args");
        Files.writeString(file, "-cp\n" + quoted(path) + "\n");
        String argument = "@" + file;
        return new Program(
                name, folder, JvmFlags.of(name), List.of(argument), List.of(argument, mainClass));
    }

    /** As one argument in a file of arguments. */
    static String quoted(String argument) {
        return '"' + argument.replace("\\", "\\\\").replace("\"", "\\\"") + '"';
    }

    Path cache() {
        return folder.resolve(name + ".aot");
    }

    /** The {@code java} of this JVM. */
    static String java() {
        return Path.of(System.getProperty("java.home"), "bin", "java").toString();
    }

    /** Starts it with more options before what it runs. */
    List<String> command(List<String> options) {
        return command(options, start);
    }

    /** Writes how to start it to {@code java.args}: {@code java @java.args}, options before it. */
    void writeArguments(List<String> options) throws IOException {
        if (start.getFirst().startsWith("@")) {
            // Such files do not nest, and nobody but the launcher starts this one.
            return;
        }
        List<String> all = command(options);
        String text =
                all.subList(1, all.size()).stream()
                        .map(Program::quoted)
                        .collect(Collectors.joining("\n", "", "\n"));
        Files.writeString(folder.resolve("java.args"), text);
    }

    /** Starts a JVM as for this program that ends before any main class. */
    List<String> trial(List<String> options) {
        var noMain = new ArrayList<>(classPath);
        noMain.add("-version");
        return command(options, noMain);
    }

    private List<String> command(List<String> options, List<String> start) {
        var command = new ArrayList<String>();
        command.add(java());
        command.addAll(flags);
        command.addAll(options);
        command.addAll(start);
        return command;
    }
}

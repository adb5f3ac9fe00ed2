package io.tributary.local.config;

import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;

/**
 * Where everything is.
 *
 * @param home the repository, whose modules' jars are run
 * @param data what the stack keeps, for the owner's eyes only
 * @param programs what runs, laid out and with its caches
 */
public record Layout(Path home, Path data, Path programs) {
    /** Everything this stack ever writes into its data folder, and so all that may be emptied. */
    private static final List<String> CONTENTS =
            List.of("kafka", "postgres", "simulator", "config", "keys", "logs", "run", "dev-token");

    private static final List<String> FOLDERS = CONTENTS.subList(0, CONTENTS.size() - 1);

    public Layout {
        home = home.toAbsolutePath().normalize();
        data = data.toAbsolutePath().normalize();
        programs = programs.toAbsolutePath().normalize();
    }

    /** With the programs beside the data, which outlive it: they follow from the build alone. */
    public Layout(Path home, Path data) {
        this(home, data, data.resolve("programs"));
    }

    /** The repository whose build made the jar or folder of a class in {@code <module>/target}. */
    public static Path homeOf(Class<?> built) {
        try {
            Path jar = Path.of(built.getProtectionDomain().getCodeSource().getLocation().toURI());
            return jar.resolve("../../..").normalize();
        } catch (URISyntaxException e) {
            throw new IllegalStateException(e);
        }
    }

    /** The names directly inside the data folder that are ours. */
    public List<Path> contents() {
        return CONTENTS.stream().map(data::resolve).toList();
    }

    public Path kafka() {
        return data.resolve("kafka");
    }

    public Path postgres() {
        return data.resolve("postgres");
    }

    public Path simulatorState() {
        return data.resolve("simulator").resolve("state.json");
    }

    public Path config(String service) {
        return data.resolve("config").resolve(service + ".properties");
    }

    public Path key(String name) {
        return data.resolve("keys").resolve(name);
    }

    public Path log(String service) {
        return data.resolve("logs").resolve(service + ".log");
    }

    public Path record(String service) {
        return data.resolve("run").resolve(service + ".pid");
    }

    public Path lock() {
        return data.resolve("run").resolve("lock");
    }

    public Path token() {
        return data.resolve("dev-token");
    }

    public Path jar(String module) {
        return home.resolve(module).resolve("target").resolve(module + ".jar");
    }

    /** The folder of libraries that the launcher runs on, and Kafka's broker. */
    public Path libraries() {
        return home.resolve("local-stack").resolve("target").resolve("lib");
    }

    /** The folder in which a program is laid out. */
    public Path program(String name) {
        return programs.resolve(name);
    }

    /** Where what lasts only as long as a run is kept. */
    public Path run() {
        return data.resolve("run");
    }

    /** As a reader in the home folder would type it. */
    public String shown(Path path) {
        return path.startsWith(home) ? home.relativize(path).toString() : path.toString();
    }

    /** Makes the folders that are missing; nobody but the owner may look into them. */
    public void create() throws IOException {
        Files.createDirectories(data);
        for (String folder : FOLDERS) {
            Path path = Files.createDirectories(data.resolve(folder));
            Files.setPosixFilePermissions(path, PosixFilePermissions.fromString("rwx------"));
        }
    }
}

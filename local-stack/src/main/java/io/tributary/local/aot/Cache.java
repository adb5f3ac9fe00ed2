package io.tributary.local.aot;

import io.tributary.local.check.Problem;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.Optional;

/** The AOT cache of one program: classes loaded and linked, methods' profiles. */
record Cache(Program program) {

    /** Makes a run of the program leave a recording, when it ends in order. */
    static List<String> recording(Path recording) {
        return List.of("-XX:AOTMode=record", "-XX:AOTConfiguration=" + recording);
    }

    /** Makes a run use the cache; the JVM falls back to none, and says so, if it does not fit. */
    List<String> use() {
        return List.of("-XX:AOTCache=" + program.cache());
    }

    boolean exists() {
        return Files.exists(program.cache());
    }

    /**
     * Asks the JVM itself, which compares its own version and the checksums, since a damaged cache
     * could crash it later. Whether the jars are still those of the recording it compares from
     * 25.0.4 on (JDK-8377932), and before runs the old classes; {@link Extraction} sees to it.
     *
     * @return why the JVM would not use it
     */
    Optional<String> refusal() throws IOException, InterruptedException {
        ToolRun trial =
                ToolRun.of(
                        program.trial(
                                List.of(
                                        "-XX:AOTMode=on",
                                        "-XX:+VerifySharedSpaces",
                                        "-XX:AOTCache=" + program.cache())));
        return trial.exitCode() == 0 ? Optional.empty() : Optional.of(firstLine(trial.said()));
    }

    /** Without the time, level and tag that the JVM puts before. */
    private static String firstLine(String said) {
        String line = said.lines().findFirst().orElse("no reason given");
        return line.replaceFirst("^(\\[[^]]*])+ ", "");
    }

    /**
     * Makes the cache out of a recording, which is gone then. All of it or nothing.
     *
     * @return its size in bytes
     * @throws Problem when the JVM cannot
     */
    long make(Path recording) throws IOException, InterruptedException {
        Path fresh = program.folder().resolve(program.name() + ".aot.new");
        ToolRun run =
                ToolRun.of(
                        program.trial(
                                List.of(
                                        "-XX:AOTMode=create",
                                        "-XX:AOTConfiguration=" + recording,
                                        "-XX:AOTCache=" + fresh)));
        Files.deleteIfExists(recording);
        if (run.exitCode() != 0 || Files.notExists(fresh)) {
            Files.deleteIfExists(fresh);
            throw new Problem(
                    "The cache of %s could not be made:\n%s".formatted(program.name(), run.said()),
                    "It starts without one, only slower.");
        }
        Files.move(fresh, program.cache(), StandardCopyOption.ATOMIC_MOVE);
        return Files.size(program.cache());
    }
}

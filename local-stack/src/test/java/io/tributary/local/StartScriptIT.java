package io.tributary.local;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/** The script around the launcher, and what the launcher refuses before it starts anything. */
class StartScriptIT {
    @TempDir Path folder;

    record Ended(int exitCode, String said) {}

    @Test
    void helpIsForPeople() throws Exception {
        Ended ended = start(Map.of(), "--help");

        assertThat(ended.exitCode()).isZero();
        assertThat(ended.said()).contains("Usage: ./start").contains("--fresh");
    }

    @Test
    void namesTheMissingJdkAndTheWayOut() throws Exception {
        Ended ended = start(Map.of("TRIBUTARY_JAVA", "99"));

        assertThat(ended.exitCode()).isEqualTo(1);
        assertThat(ended.said()).contains("no JDK 99 or later was found").contains("JAVA_HOME");
    }

    @Test
    void findsAJdkInJavaHomeFirst() throws Exception {
        Path jdk = fakeJdk("99.0.1");

        Ended ended = start(Map.of("TRIBUTARY_JAVA", "99", "JAVA_HOME", jdk.toString()), "--fresh");

        assertThat(ended.exitCode()).isZero();
        assertThat(ended.said()).contains("the fake java was called with").contains("--fresh");
    }

    @Test
    void looksFurtherWhenJavaHomeIsTooOld() throws Exception {
        Path jdk = fakeJdk("17.0.9");

        Ended ended = start(Map.of("JAVA_HOME", jdk.toString()), "--help");

        assertThat(ended.exitCode()).isZero();
        assertThat(ended.said()).contains("Usage: ./start").doesNotContain("the fake java");
    }

    @Test
    void namesTheMissingMavenAndTheWayOut() throws Exception {
        Path elsewhere = cloneWithoutJars();

        Ended ended = run(elsewhere, Map.of("TRIBUTARY_MAVEN", "99.1"), "--fresh");

        assertThat(ended.exitCode()).isEqualTo(1);
        assertThat(ended.said()).contains("Maven 99.1 or later").contains("maven.apache.org");
    }

    @Test
    void namesTooLittleMemory() throws Exception {
        Ended ended = start(Map.of(), required("99999999"));

        assertThat(ended.exitCode()).isEqualTo(1);
        assertThat(ended.said())
                .contains("MB of memory are free, 99999999 MB are needed")
                .contains("Close some programs");
    }

    @Test
    void freshEmptiesBeforeAnythingElse() throws Exception {
        start(Map.of(), required("99999999"));
        Path kept = Files.writeString(folder.resolve("logs").resolve("x.log"), "old");
        Path other = Files.writeString(folder.resolve("notes"), "not ours");

        Ended ended = start(Map.of(), required("99999999", "--fresh"));

        assertThat(ended.said()).contains("emptied");
        assertThat(kept).doesNotExist();
        assertThat(other).exists();
    }

    @Test
    void wrongUsageIsNamed() throws Exception {
        Ended ended = start(Map.of(), "--nango", "https://nango.example");

        assertThat(ended.exitCode()).isEqualTo(2);
        assertThat(ended.said()).contains("--api-key");
    }

    /** On ports that nobody holds: a stack may be running beside this. */
    private String[] required(String megabytes, String... more) {
        List<String> options = new ArrayList<>();
        options.addAll(List.of("--data", folder.toString()));
        options.addAll(List.of("--required-megabytes", megabytes));
        options.addAll(
                List.of("--port-offset", Integer.toString(RunningStack.freePorts().offset())));
        options.addAll(List.of(more));
        return options.toArray(String[]::new);
    }

    private Ended start(Map<String, String> environment, String... arguments) throws Exception {
        var all = new HashMap<>(environment);
        all.put("TRIBUTARY_BUILD", "never");
        return run(Path.of("..").toRealPath(), all, arguments);
    }

    private Ended run(Path home, Map<String, String> environment, String... arguments)
            throws Exception {
        var command = new ArrayList<String>();
        command.add(home.resolve("start").toString());
        command.addAll(List.of(arguments));
        var builder = new ProcessBuilder(command).redirectErrorStream(true);
        builder.environment().putAll(environment);
        Process process = builder.start();
        process.getOutputStream().close();
        String said = new String(process.getInputStream().readAllBytes());
        assertThat(process.waitFor(2, TimeUnit.MINUTES)).isTrue();
        return new Ended(process.exitValue(), said);
    }

    private Path cloneWithoutJars() throws Exception {
        Path clone = Files.createDirectory(folder.resolve("clone"));
        return Files.copy(Path.of("..", "start"), clone.resolve("start")).getParent();
    }

    private Path fakeJdk(String version) throws Exception {
        Path jdk = Files.createDirectories(folder.resolve("jdk"));
        Files.createDirectories(jdk.resolve("bin"));
        Files.writeString(jdk.resolve("release"), "JAVA_VERSION=\"" + version + "\"\n");
        for (String program : new String[] {"java", "javac"}) {
            Path file = jdk.resolve("bin").resolve(program);
            Files.writeString(
                    file, "#!/bin/sh\necho \"the fake " + program + " was called with $@\"\n");
            Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rwxr-xr-x"));
        }
        return jdk;
    }
}

package io.tributary.local.aot;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tributary.local.check.Problem;

import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.io.RandomAccessFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.List;
import java.util.jar.Attributes;
import java.util.jar.JarEntry;
import java.util.jar.JarOutputStream;
import java.util.jar.Manifest;

/** When the JVM takes a cache, on a program of one class. */
class CacheIT {
    @TempDir static Path folder;
    private static Path kept;
    private static Cache cache;

    @BeforeAll
    static void makeOne() throws Exception {
        cache = new Cache(Program.service("hello", folder.resolve("hello")));
        writeJar();
        Path recording = folder.resolve("recording");
        ToolRun run = ToolRun.of(cache.program().command(Cache.recording(recording)));
        assertThat(run.exitCode()).as(run.said()).isZero();

        long size = cache.make(recording);

        assertThat(cache.program().cache()).hasSize(size);
        assertThat(recording).doesNotExist();
        kept = Files.copy(cache.program().cache(), folder.resolve("kept"));
    }

    @BeforeEach
    void asMade() throws Exception {
        Files.copy(kept, cache.program().cache(), StandardCopyOption.REPLACE_EXISTING);
    }

    @Test
    void isTakenByTheSameJvmOnTheSameJar() throws Exception {
        assertThat(cache.refusal()).isEmpty();
        assertThat(runAgain("-Xlog:class+load").said())
                .contains("Greeting source: shared objects file");
    }

    @Test
    void isRefusedWhenItsLastPartIsMissing() throws Exception {
        try (var file = new RandomAccessFile(cache.program().cache().toFile(), "rw")) {
            file.setLength(file.length() / 2);
        }

        assertThat(cache.refusal()).isPresent();
        assertThat(runAgain().said()).endsWith("hello");
    }

    @Test
    void isRefusedWhenSomethingInItChanged() throws Exception {
        try (var file = new RandomAccessFile(cache.program().cache().toFile(), "rw")) {
            file.seek(file.length() / 2);
            file.write(new byte[] {1, 2, 3, 4, 5, 6, 7, 8});
        }

        assertThat(cache.refusal()).isPresent();
    }

    @Test
    void isNotMadeOfWhatIsNoRecording() throws Exception {
        Path nonsense = Files.writeString(folder.resolve("nonsense"), "nonsense");

        assertThatThrownBy(() -> cache.make(nonsense))
                .isInstanceOf(Problem.class)
                .hasMessageContaining("The cache of hello could not be made");
        assertThat(cache.program().cache()).hasSameBinaryContentAs(kept);
    }

    private static ToolRun runAgain(String... options) throws Exception {
        var all = new ArrayList<>(cache.use());
        all.addAll(List.of(options));
        ToolRun run = ToolRun.of(cache.program().command(all));
        assertThat(run.exitCode()).isZero();
        return run;
    }

    private static Path jar() {
        return cache.program().folder().resolve("hello.jar");
    }

    private static void writeJar() throws Exception {
        Files.createDirectories(jar().getParent());
        var manifest = new Manifest();
        manifest.getMainAttributes().put(Attributes.Name.MANIFEST_VERSION, "1.0");
        manifest.getMainAttributes().put(Attributes.Name.MAIN_CLASS, Greeting.class.getName());
        String name = Greeting.class.getName().replace('.', '/') + ".class";
        try (var out = new JarOutputStream(Files.newOutputStream(jar()), manifest);
                var in = Greeting.class.getClassLoader().getResourceAsStream(name)) {
            out.putNextEntry(new JarEntry(name));
            in.transferTo(out);
        }
    }
}

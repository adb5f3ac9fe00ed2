package io.tributary.local.aot;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tributary.local.check.Problem;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;

/** When a Boot jar is taken apart, on the smallest that there is. */
class ExtractionIT {
    @TempDir Path folder;

    @Test
    void isDoneOnceForABuild() throws Exception {
        Path jar =
                Files.copy(
                        Path.of("..", "nango-simulator", "target", "nango-simulator.jar"),
                        folder.resolve("built.jar"),
                        StandardCopyOption.COPY_ATTRIBUTES);
        Program program = Program.service("built", folder.resolve("built"));

        assertThat(Extraction.renew(program, jar)).isTrue();
        assertThat(program.folder().resolve("built.jar")).isRegularFile();
        assertThat(program.folder().resolve("lib")).isNotEmptyDirectory();
        Files.writeString(program.cache(), "of this build");
        assertThat(Extraction.renew(program, jar)).isFalse();
        assertThat(program.cache()).exists();

        Files.setLastModifiedTime(jar, java.nio.file.attribute.FileTime.fromMillis(0));
        assertThat(Extraction.renew(program, jar)).isTrue();
        assertThat(program.cache()).doesNotExist();
    }

    @Test
    void namesAJarThatIsNone() throws Exception {
        Path jar = Files.writeString(folder.resolve("built.jar"), "no jar");
        Program program = Program.service("built", folder.resolve("built"));

        assertThatThrownBy(() -> Extraction.renew(program, jar))
                .isInstanceOf(Problem.class)
                .hasMessageContaining("built.jar cannot be taken apart")
                .hasMessageContaining("mvn -DskipTests package");
        assertThat(program.folder()).doesNotExist();
    }
}

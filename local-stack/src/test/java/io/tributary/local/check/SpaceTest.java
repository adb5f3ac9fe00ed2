package io.tributary.local.check;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.nio.file.Files;
import java.nio.file.Path;

class SpaceTest {
    private static final long MORE_THAN_ANY = 1L << 40;

    @TempDir Path folder;

    @Test
    void readsWhatTheSystemCallsAvailable() throws Exception {
        Path meminfo =
                Files.writeString(
                        folder.resolve("meminfo"),
                        "MemTotal: 24000000 kB\nMemFree: 100 kB\nMemAvailable:    2097152 kB\n");

        var available = Space.availableMegabytes(meminfo);

        assertThat(available).hasValue(2048);
    }

    @Test
    void takesASystemThatDoesNotTellAsGoodEnough() {
        assertThat(Space.availableMegabytes(folder.resolve("absent"))).isEmpty();
    }

    @Test
    void namesTooLittleDiskWithTheWayOut() {
        assertThatThrownBy(() -> Space.requireDisk(folder, MORE_THAN_ANY))
                .isInstanceOf(Problem.class)
                .hasMessageContaining("MB of disk are free")
                .hasMessageContaining("--fresh");
        assertThatCode(() -> Space.requireDisk(folder, 0)).doesNotThrowAnyException();
    }
}

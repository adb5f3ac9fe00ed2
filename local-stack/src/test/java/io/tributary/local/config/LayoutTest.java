package io.tributary.local.config;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.stream.Stream;

class LayoutTest {

    @TempDir Path data;

    @Test
    void nobodyElseMayLookIntoItsFolders() throws Exception {
        // given
        Layout layout = new Layout(data, data);
        Files.createDirectories(layout.kafka());

        // when
        layout.create();

        // then
        try (Stream<Path> folders = Files.list(data)) {
            assertThat(folders.toList())
                    .contains(layout.kafka(), layout.postgres(), layout.lock().getParent())
                    .allSatisfy(
                            folder ->
                                    assertThat(Files.getPosixFilePermissions(folder))
                                            .isEqualTo(
                                                    PosixFilePermissions.fromString("rwx------")));
        }
    }
}

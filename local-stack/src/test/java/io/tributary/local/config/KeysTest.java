package io.tributary.local.config;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.UUID;
import java.util.stream.Stream;

class KeysTest {
    @TempDir Path folder;
    Layout layout;

    @BeforeEach
    void create() throws Exception {
        layout = new Layout(folder, folder.resolve("data"));
        layout.create();
    }

    @Test
    void areMadeOnceAndKept() throws Exception {
        Keys first = Keys.of(layout);

        Keys second = Keys.of(layout);

        assertThat(second).isEqualTo(first);
    }

    @Test
    void differFromEachOtherAndAreNangosKindOfUuid() throws Exception {
        Keys keys = Keys.of(layout);

        assertThat(List.of(keys.apiKey(), keys.signingKey(), keys.superuserPassword()))
                .doesNotHaveDuplicates()
                .allSatisfy(key -> assertThat(UUID.fromString(key).version()).isEqualTo(4));
    }

    @Test
    void canBeReadByTheirOwnerOnly() throws Exception {
        Keys.of(layout);
        TokenIssuer.of(layout);

        try (Stream<Path> files = Files.list(layout.key("api-key").getParent())) {
            assertThat(files)
                    .isNotEmpty()
                    .allSatisfy(
                            file ->
                                    assertThat(Files.getPosixFilePermissions(file))
                                            .isEqualTo(
                                                    PosixFilePermissions.fromString("rw-------")));
        }
    }

    @Test
    void areNewAfterAFreshStart() throws Exception {
        Keys before = Keys.of(layout);
        Files.writeString(folder.resolve("data").resolve("of somebody else"), "stays");

        FreshStart.empty(layout);

        assertThat(Keys.of(layout).signingKey()).isNotEqualTo(before.signingKey());
        assertThat(folder.resolve("data").resolve("of somebody else")).hasContent("stays");
    }

    @Test
    void doNotShow() throws Exception {
        Keys keys = Keys.of(layout);

        assertThat(keys.toString() + keys.roles()).doesNotContain(keys.signingKey());
    }
}

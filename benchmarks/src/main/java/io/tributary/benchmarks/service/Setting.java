package io.tributary.benchmarks.service;

import io.tributary.backing.Kafka;
import io.tributary.backing.Login;

import org.jspecify.annotations.Nullable;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import java.util.HashMap;
import java.util.Map;

/**
 * Where services are measured.
 *
 * @param home the project's folder, everything built
 * @param folder for logs and recordings
 * @param profile whether JDK Flight Recorder records, into one file of the folder for each service
 * @param programs where {@code ./start train} left services with their AOT caches, which are then
 *     run instead of the jars as they are built
 */
public record Setting(Path home, Path folder, boolean profile, @Nullable Path programs) {

    public Setting(Path home, Path folder, boolean profile) {
        this(home, folder, profile, null);
    }

    /** The same with programs that {@code ./start train} made. */
    public Setting withPrograms(Path trained) {
        return new Setting(home, folder, profile, trained);
    }

    /** The same with a folder below. */
    public Setting in(String name) {
        return new Setting(home, folder.resolve(name), profile, programs);
    }

    /** What a service of ours is told in the environment. */
    public Map<String, String> environment(Kafka kafka, Login database) throws IOException {
        Map<String, String> environment = new HashMap<>();
        environment.put("SPRING_KAFKA_BOOTSTRAP_SERVERS", kafka.bootstrapServers());
        environment.put("SPRING_DATASOURCE_URL", database.jdbcUrl());
        environment.put("SPRING_DATASOURCE_USERNAME", database.user());
        environment.put("SPRING_DATASOURCE_PASSWORD", database.password());
        environment.put(
                "SPRING_SECURITY_OAUTH2_RESOURCESERVER_JWT_PUBLIC_KEY_LOCATION",
                publicKey().toUri().toString());
        return environment;
    }

    private Path publicKey() throws IOException {
        byte[] key = Token.PUBLIC_KEY.getEncoded();
        return Files.writeString(
                Files.createDirectories(folder).resolve("public-key.pem"),
                "-----BEGIN PUBLIC KEY-----\n%s\n-----END PUBLIC KEY-----\n"
                        .formatted(Base64.getMimeEncoder().encodeToString(key)));
    }
}

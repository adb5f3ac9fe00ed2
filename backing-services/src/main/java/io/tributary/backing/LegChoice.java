package io.tributary.backing;

import io.tributary.backing.docker.DockerEngine;

import java.util.Optional;

/** Reads the setting and picks the leg. */
final class LegChoice {
    static final String SETTING = "TRIBUTARY_BACKING";

    private LegChoice() {}

    static Leg fromSettings() {
        String fromEnvironment = System.getenv().getOrDefault(SETTING, "auto");
        return of(System.getProperty(SETTING, fromEnvironment));
    }

    static Leg of(String setting) {
        return switch (setting) {
            case "embedded" -> new EmbeddedLeg();
            case "docker" -> docker();
            case "auto" ->
                    DockerEngine.obstacle().isPresent() ? new EmbeddedLeg() : new DockerLeg();
            default ->
                    throw new IllegalArgumentException(
                            SETTING + " must be embedded, docker or auto, not: " + setting);
        };
    }

    /** Asked for by name, so that anything else would be a silent lie about what was tested. */
    private static Leg docker() {
        Optional<String> obstacle = DockerEngine.obstacle();
        if (obstacle.isPresent()) {
            throw new BackingServiceException(
                    SETTING + "=docker, but " + obstacle.get() + "; use embedded or auto");
        }
        return new DockerLeg();
    }
}

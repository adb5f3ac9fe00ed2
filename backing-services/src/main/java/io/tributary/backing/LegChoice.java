package io.tributary.backing;

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
            case "embedded", "auto" -> new EmbeddedLeg();
            default ->
                    throw new IllegalArgumentException(
                            SETTING + " must be embedded, docker or auto, not: " + setting);
        };
    }
}

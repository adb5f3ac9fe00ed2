package io.tributary.local.config;

import io.tributary.backing.TributaryDatabase;

import java.io.IOException;
import java.nio.file.Files;
import java.util.UUID;

/**
 * The keys of one data folder, made at its first start and kept. Nango's are UUIDs in its own form.
 *
 * @param signingKey what the simulator signs webhooks with
 * @param apiKey of the simulator's API
 * @param superuserPassword of PostgreSQL
 * @param roles the passwords of the services' roles
 */
public record Keys(
        String signingKey,
        String apiKey,
        String superuserPassword,
        TributaryDatabase.Passwords roles) {

    /** Reads the keys and makes those that are missing. */
    public static Keys of(Layout layout) throws IOException {
        return new Keys(
                kept(layout, "signing-key"),
                kept(layout, "api-key"),
                kept(layout, "postgres-superuser"),
                new TributaryDatabase.Passwords(
                        kept(layout, "postgres-connections"), kept(layout, "postgres-sync")));
    }

    private static String kept(Layout layout, String name) throws IOException {
        if (Files.notExists(layout.key(name))) {
            PrivateFile.write(layout.key(name), UUID.randomUUID().toString());
        }
        return Files.readString(layout.key(name)).strip();
    }

    @Override
    public String toString() {
        return "Keys[***]";
    }
}

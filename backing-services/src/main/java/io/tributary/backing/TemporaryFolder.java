package io.tributary.backing;

import io.tributary.backing.embedded.Trees;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** Folders of this JVM's services, removed by {@link #deleteAll()} once these have ended. */
final class TemporaryFolder {
    private static final Path ROOT = make();

    private TemporaryFolder() {}

    static Path named(String purpose) {
        try {
            return Files.createTempDirectory(ROOT, purpose);
        } catch (IOException e) {
            throw new UncheckedIOException("Cannot make a temporary folder", e);
        }
    }

    static void deleteAll() {
        try {
            Trees.delete(ROOT);
        } catch (IOException e) {
            throw new UncheckedIOException("Cannot remove " + ROOT, e);
        }
    }

    private static Path make() {
        try {
            return Files.createTempDirectory("tributary-backing");
        } catch (IOException e) {
            throw new UncheckedIOException("Cannot make a temporary folder", e);
        }
    }
}

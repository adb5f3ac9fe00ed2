package io.tributary.store.endurance;

import org.junit.jupiter.api.extension.AfterAllCallback;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.ExtensionContext;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.StandardOpenOption;

/**
 * A dozen processes each: two such classes at a time, in two JVMs, would be more than two cores can
 * carry.
 */
final class OneAtATime implements BeforeAllCallback, AfterAllCallback {

    private FileChannel lock;

    @Override
    public void beforeAll(ExtensionContext context) throws IOException {
        Files.createDirectories(JavaProgram.LOGS);
        lock =
                FileChannel.open(
                        JavaProgram.LOGS.resolve("one-at-a-time.lock"),
                        StandardOpenOption.CREATE,
                        StandardOpenOption.WRITE);
        lock.lock();
    }

    @Override
    public void afterAll(ExtensionContext context) throws IOException {
        lock.close();
    }
}

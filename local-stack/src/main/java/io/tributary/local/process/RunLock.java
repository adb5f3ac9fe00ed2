package io.tributary.local.process;

import io.tributary.local.check.Problem;
import io.tributary.local.config.Layout;

import org.jspecify.annotations.Nullable;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/**
 * One launcher at a time on a data folder. The system gives the lock back however the launcher
 * ends.
 */
public final class RunLock implements AutoCloseable {
    private final FileChannel file;

    private RunLock(FileChannel file) {
        this.file = file;
    }

    /**
     * @throws Problem when another launcher is at work on the same data
     */
    public static RunLock take(Layout layout) throws IOException {
        Path path = layout.lock();
        FileChannel file =
                FileChannel.open(path, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
        @Nullable FileLock lock = file.tryLock();
        if (lock == null) {
            file.close();
            String pid = Files.readString(path).strip();
            throw new Problem(
                    "It already runs on %s (pid %s).".formatted(layout.data(), pid),
                    "End it with Ctrl-C in its terminal, or: kill " + pid);
        }
        file.truncate(0);
        String pid = Long.toString(ProcessHandle.current().pid());
        file.write(ByteBuffer.wrap(pid.getBytes(StandardCharsets.UTF_8)));
        return new RunLock(file);
    }

    @Override
    public void close() throws IOException {
        file.close();
    }
}

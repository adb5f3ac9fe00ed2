package io.tributary.worker.pull;

import org.jspecify.annotations.Nullable;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Arrays;

/**
 * Bytes that are written once and then read: a small body in memory, a larger one in a file. The
 * file is its owner's alone and, where the system can (all but Windows), has no name any more while
 * it is in use: a worker that is killed leaves nothing of a customer behind.
 */
final class SpooledBody implements AutoCloseable {

    /** Above this it goes to the file. */
    static final int MOST_IN_MEMORY = 1024 * 1024;

    private static final int START = 16 * 1024;

    private final Path directory;
    private byte[] memory = new byte[START];
    private int inMemory;
    private @Nullable FileChannel file;
    private long bytes;

    SpooledBody(Path directory) {
        this.directory = directory;
    }

    /**
     * @throws IOException if the file cannot be written
     */
    void write(byte[] from, int length) throws IOException {
        if (file == null && inMemory + length > MOST_IN_MEMORY) {
            file = create();
            writeFully(file, memory, inMemory);
            memory = new byte[0];
        }
        if (file != null) {
            writeFully(file, from, length);
        } else {
            if (inMemory + length > memory.length) {
                memory = Arrays.copyOf(memory, Math.max(2 * memory.length, inMemory + length));
            }
            System.arraycopy(from, 0, memory, inMemory, length);
            inMemory += length;
        }
        bytes += length;
    }

    private FileChannel create() throws IOException {
        Path path = Files.createTempFile(directory, "tributary-page-", ".json");
        return FileChannel.open(
                path,
                StandardOpenOption.READ,
                StandardOpenOption.WRITE,
                StandardOpenOption.DELETE_ON_CLOSE);
    }

    private static void writeFully(FileChannel file, byte[] from, int length) throws IOException {
        ByteBuffer buffer = ByteBuffer.wrap(from, 0, length);
        while (buffer.hasRemaining()) {
            file.write(buffer);
        }
    }

    /** All of it, from the beginning; one reader at a time. */
    InputStream open() throws IOException {
        return file == null
                ? new ByteArrayInputStream(memory, 0, inMemory)
                : Channels.newInputStream(file.position(0));
    }

    long bytes() {
        return bytes;
    }

    boolean isInFile() {
        return file != null;
    }

    @Override
    public void close() {
        try {
            if (file != null) {
                file.close();
            }
        } catch (IOException e) {
            throw new UncheckedIOException("a page's file could not be closed", e);
        }
    }
}

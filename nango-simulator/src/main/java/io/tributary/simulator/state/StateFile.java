package io.tributary.simulator.state;

import io.tributary.simulator.json.CanonicalJson;
import io.tributary.simulator.json.JsJson;

import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFileAttributeView;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;

/**
 * Keeps sections of state in one JSON file. A change starts a write at once and does not wait for
 * it; changes during a write share the next one. Each write goes to a file beside it, is forced to
 * disk and then takes the place of the old, so that a kill leaves the old state or the new.
 */
@Component
public final class StateFile implements AutoCloseable {

    /**
     * A write is as long as the state is large; without a rest a flood of changes is all writes.
     */
    private static final long REST_MILLIS = 250;

    private final @Nullable Path file;
    private final JsonNode loaded;
    private final Map<String, Supplier<JsonNode>> sections = new TreeMap<>();
    private final Semaphore changes = new Semaphore(0);
    private final CountDownLatch closed = new CountDownLatch(1);
    private volatile @Nullable UncheckedIOException failure;
    private final Thread writer;

    StateFile(StateSettings settings) {
        this.file = settings.file() == null ? null : settings.file().toAbsolutePath();
        this.loaded = file != null && Files.exists(file) ? read(file) : JsJson.object();
        this.writer =
                Thread.ofPlatform().daemon().name("state-file").unstarted(this::writeWhenChanged);
        writer.start();
    }

    /** What the section held when the simulator was last run. */
    public Optional<JsonNode> load(String section) {
        return loaded.optional(section);
    }

    /** Says where the content of a section comes from whenever the file is written. */
    public synchronized void section(String name, Supplier<JsonNode> content) {
        sections.put(name, content);
    }

    /**
     * Something changed in one of the sections.
     *
     * @throws IllegalStateException when the state could not be written the last time
     */
    public void changed() {
        changes.release();
        UncheckedIOException failed = failure;
        if (failed != null) {
            throw new IllegalStateException(failed.getMessage(), failed);
        }
    }

    @Override
    public void close() throws InterruptedException {
        closed.countDown();
        changes.release();
        writer.join();
        UncheckedIOException failed = failure;
        if (failed != null) {
            throw failed;
        }
    }

    private void writeWhenChanged() {
        boolean last = false;
        while (!last) {
            changes.acquireUninterruptibly();
            changes.drainPermits();
            last = closed.getCount() == 0;
            if (file != null) {
                writeAndRemember(file);
                rest();
            }
        }
    }

    /** Until the time is over, or the end has come. */
    private void rest() {
        try {
            closed.await(REST_MILLIS, TimeUnit.MILLISECONDS);
        } catch (InterruptedException nobodyDoes) {
            throw new IllegalStateException(nobodyDoes);
        }
    }

    private void writeAndRemember(Path target) {
        try {
            write(target);
            failure = null;
        } catch (UncheckedIOException failed) {
            failure = failed;
        }
    }

    private synchronized void write(Path target) {
        ObjectNode state = JsJson.object();
        sections.forEach((name, content) -> state.set(name, content.get()));
        Path next = target.resolveSibling(target.getFileName() + ".next");
        try {
            Files.createDirectories(target.resolveSibling("."));
            createPrivate(next);
            Files.write(next, CanonicalJson.write(state));
            try (FileChannel channel = FileChannel.open(next, StandardOpenOption.WRITE)) {
                channel.force(true);
            }
            Files.move(
                    next,
                    target,
                    StandardCopyOption.ATOMIC_MOVE,
                    StandardCopyOption.REPLACE_EXISTING);
        } catch (IOException e) {
            throw new UncheckedIOException("the state could not be written to " + target, e);
        }
    }

    /** It holds credentials and signing keys. */
    private static void createPrivate(Path file) throws IOException {
        Files.deleteIfExists(file);
        Files.createFile(file);
        PosixFileAttributeView posix =
                Files.getFileAttributeView(file, PosixFileAttributeView.class);
        if (posix != null) {
            posix.setPermissions(PosixFilePermissions.fromString("rw-------"));
        }
    }

    private static JsonNode read(Path file) {
        try {
            return JsJson.parse(Files.readAllBytes(file));
        } catch (IOException e) {
            throw new UncheckedIOException("the state could not be read from " + file, e);
        }
    }
}

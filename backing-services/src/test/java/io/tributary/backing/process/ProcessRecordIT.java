package io.tributary.backing.process;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;

class ProcessRecordIT {
    private static final Duration LONG = Duration.ofSeconds(60);
    private static final String MARKER = "a-marker-of-its-own";

    @TempDir Path folder;
    ChildProcess child;
    ProcessRecord record;

    @BeforeEach
    void start() {
        child =
                ChildProcess.start(
                        new ChildCommand(
                                "child",
                                List.of("sh", "-c", "while :; do sleep 1; done", MARKER),
                                Map.of(),
                                folder,
                                folder.resolve("log"),
                                ChildCommand.StopSignal.TERM,
                                true));
        record = ProcessRecord.of(child, MARKER);
        Awaitility.await().atMost(LONG).until(() -> record.process().isPresent());
    }

    @AfterEach
    void end() {
        child.kill();
    }

    @Test
    void endsTheProcessThatAFileTellsOf() throws IOException {
        record.write(folder.resolve("pid"));

        boolean ended = ProcessRecord.read(folder.resolve("pid")).orElseThrow().end(LONG);

        assertThat(ended).isTrue();
        assertThat(child.alive()).isFalse();
    }

    @Test
    void endsAFrozenProcessToo() throws IOException {
        child.freeze();

        boolean ended = record.end(LONG);

        assertThat(ended).isTrue();
        assertThat(child.alive()).isFalse();
    }

    @Test
    void leavesAProcessThatOnlyHasTheSameId() throws IOException {
        var earlier = new ProcessRecord(child.pid(), record.started().minusSeconds(60), MARKER);

        boolean ended = earlier.end(LONG);

        assertThat(ended).isFalse();
        assertThat(child.alive()).isTrue();
    }

    @Test
    void leavesAProcessWithAnotherCommand() throws IOException {
        var other = new ProcessRecord(child.pid(), record.started(), "another-marker");

        boolean ended = other.end(LONG);

        assertThat(ended).isFalse();
        assertThat(child.alive()).isTrue();
    }

    @Test
    void knowsNothingWithoutAFileAndRefusesOneOfSomebodyElse() throws IOException {
        Path file = folder.resolve("pid");
        assertThat(ProcessRecord.read(file)).isEmpty();
        Files.writeString(file, "hello");

        assertThatThrownBy(() -> ProcessRecord.read(file)).hasMessageContaining("no record");
    }
}

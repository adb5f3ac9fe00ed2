package io.tributary.worker.pull;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Random;

class SpooledBodyTest {

    @TempDir Path directory;

    @ParameterizedTest
    @ValueSource(
            ints = {
                0,
                1,
                70_000,
                SpooledBody.MOST_IN_MEMORY,
                SpooledBody.MOST_IN_MEMORY + 1,
                5_000_000
            })
    void givesBackWhatWasWrittenAsOftenAsItIsOpened(int size) throws IOException {
        byte[] bytes = new byte[size];
        new Random(size).nextBytes(bytes);

        try (SpooledBody body = written(bytes)) {
            assertThat(body.bytes()).isEqualTo(size);
            assertThat(body.isInFile()).isEqualTo(size > SpooledBody.MOST_IN_MEMORY);
            assertThat(body.open().readAllBytes()).isEqualTo(bytes);
            assertThat(body.open().readAllBytes()).isEqualTo(bytes);
        }
    }

    /** A worker that is killed cannot tidy up. */
    @Test
    @DisabledOnOs(OS.WINDOWS)
    void leavesNoFileBehindEvenWhileItIsInUse() throws IOException {
        try (SpooledBody body = written(new byte[SpooledBody.MOST_IN_MEMORY + 1])) {
            assertThat(body.isInFile()).isTrue();
            assertThat(directory).isEmptyDirectory();
        }
    }

    private SpooledBody written(byte[] bytes) throws IOException {
        SpooledBody body = new SpooledBody(directory);
        int chunk = 60_000;
        for (int at = 0; at < bytes.length; at += chunk) {
            int length = Math.min(chunk, bytes.length - at);
            byte[] part = new byte[chunk];
            System.arraycopy(bytes, at, part, 0, length);
            body.write(part, length);
        }
        return body;
    }
}

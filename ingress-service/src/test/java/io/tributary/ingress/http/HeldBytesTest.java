package io.tributary.ingress.http;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import java.io.ByteArrayOutputStream;
import java.util.Arrays;
import java.util.Random;

class HeldBytesTest {

    private static final int SIZE = 200_000;

    private final HeldBytes held = new HeldBytes();

    @ParameterizedTest
    @ValueSource(ints = {1, 7, 4_096, 5_000, 65_536, SIZE})
    void givesBackWhatCame(int longestPiece) {
        // given
        byte[] body = body();
        ByteArrayOutputStream seen = new ByteArrayOutputStream();

        // when
        addInPieces(body, longestPiece);

        // then
        held.forEach(seen::write);
        assertThat(seen.toByteArray()).isEqualTo(body);
        assertThat(held.take()).isEqualTo(body);
        assertThat(held.room()).isZero();
        assertThat(held.take()).isEmpty();
    }

    @Test
    void tinyPiecesTakeHardlyMoreRoomThanTheirBytes() {
        // given
        byte[] body = body();

        // when
        addInPieces(body, 1);

        // then
        assertThat(held.room()).isBetween((long) SIZE, SIZE + 4_096L);
    }

    private void addInPieces(byte[] body, int longest) {
        Random random = new Random(longest);
        for (int at = 0; at < body.length; ) {
            int size = Math.min(body.length - at, 1 + random.nextInt(longest));
            held.add(Arrays.copyOfRange(body, at, at + size));
            at += size;
        }
    }

    private static byte[] body() {
        byte[] body = new byte[SIZE];
        new Random(1).nextBytes(body);
        return body;
    }
}

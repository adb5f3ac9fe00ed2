package io.tributary.ingress.http;

import java.util.ArrayList;
import java.util.List;

/**
 * Bytes in the order in which they came. However small the pieces, they take little more room than
 * what is counted for them: an array for each byte would take thirty times as much, and the sender
 * chooses the size of its chunks.
 */
final class HeldBytes {

    /** What a body wastes at most. */
    private static final int SMALLEST_BLOCK = 4 * 1024;

    /** Some bytes, from an array's start. */
    interface Part {
        void at(byte[] bytes, int offset, int length);
    }

    private final List<byte[]> full = new ArrayList<>();
    private byte[] last = {};
    private int used;
    private int size;

    /** Takes the array itself if it is the first: most bodies come in one piece. */
    void add(byte[] piece) {
        int fits = Math.min(piece.length, last.length - used);
        int rest = piece.length - fits;
        System.arraycopy(piece, 0, last, used, fits);
        used += fits;
        if (size == 0) {
            last = piece;
            used = piece.length;
        } else if (rest > 0) {
            full.add(last);
            last = new byte[Math.max(rest, SMALLEST_BLOCK)];
            System.arraycopy(piece, fits, last, 0, rest);
            used = rest;
        }
        size += piece.length;
    }

    /** All of it in one array; nothing is held any more. */
    byte[] take() {
        byte[] whole = last;
        if (used != size || used != last.length) {
            whole = new byte[size];
            int at = 0;
            for (byte[] block : full) {
                System.arraycopy(block, 0, whole, at, block.length);
                at += block.length;
            }
            System.arraycopy(last, 0, whole, at, used);
        }
        clear();
        return whole;
    }

    void forEach(Part part) {
        full.forEach(block -> part.at(block, 0, block.length));
        part.at(last, 0, used);
    }

    void clear() {
        full.clear();
        last = new byte[0];
        used = 0;
        size = 0;
    }

    /** Bytes of all arrays. */
    long room() {
        return full.stream().mapToLong(block -> block.length).sum() + last.length;
    }
}

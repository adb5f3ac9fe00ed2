package io.tributary.store.api;

import io.swagger.v3.oas.annotations.media.Schema;

import org.jspecify.annotations.Nullable;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.Base64;

/** Bytes, exactly, and to be read where they can be. */
@Schema(name = "Bytes", description = "Bytes: exactly as base64, and as text where they are UTF-8.")
record BytesView(
        @Schema(description = "How many.") int size,
        @Schema(description = "The bytes, base64 (RFC 4648, 4).") String base64,
        @Schema(description = "The same as text; null if they are not UTF-8.")
                @Nullable String text) {

    static @Nullable BytesView of(byte @Nullable [] bytes) {
        return bytes == null
                ? null
                : new BytesView(
                        bytes.length, Base64.getEncoder().encodeToString(bytes), text(bytes));
    }

    private static @Nullable String text(byte[] bytes) {
        try {
            return StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes)).toString();
        } catch (CharacterCodingException e) {
            return null;
        }
    }
}

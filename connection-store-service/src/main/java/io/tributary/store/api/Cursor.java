package io.tributary.store.api;

import static java.nio.charset.StandardCharsets.UTF_8;

import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.web.server.ResponseStatusException;

import java.util.Base64;
import java.util.UUID;

/** Where a page ended, as opaque text. */
final class Cursor {

    private Cursor() {}

    static String of(UUID last) {
        return Base64.getUrlEncoder()
                .withoutPadding()
                .encodeToString(last.toString().getBytes(UTF_8));
    }

    static @Nullable UUID parse(@Nullable String cursor) {
        try {
            return cursor == null
                    ? null
                    : UUID.fromString(new String(Base64.getUrlDecoder().decode(cursor), UTF_8));
        } catch (IllegalArgumentException e) {
            throw new ResponseStatusException(
                    HttpStatus.BAD_REQUEST, "cursor is not one that this API gave", e);
        }
    }
}

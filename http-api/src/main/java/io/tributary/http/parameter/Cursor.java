package io.tributary.http.parameter;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.tributary.http.problem.ApiProblem;

import org.jspecify.annotations.Nullable;

import java.util.Base64;
import java.util.List;
import java.util.function.Function;

/** Where a page ended, as opaque text: what the page's order is by, of its last line. */
public final class Cursor {

    private static final String BETWEEN = "_";

    private Cursor() {}

    /**
     * @param last of the page's last line, in the page's order; none may hold an underscore
     */
    public static String of(Object... last) {
        List<String> parts = List.of(last).stream().map(Object::toString).toList();
        return Base64.getUrlEncoder()
                .withoutPadding()
                .encodeToString(String.join(BETWEEN, parts).getBytes(UTF_8));
    }

    /**
     * @param cursor null: of the first page, as is the answer
     * @param parts how many it must have
     * @param read may refuse them with any runtime exception
     * @throws ApiProblem if it is no cursor of this call
     */
    public static <T> @Nullable T parse(
            @Nullable String cursor, int parts, Function<List<String>, T> read) {
        if (cursor == null) {
            return null;
        }
        try {
            String text = new String(Base64.getUrlDecoder().decode(cursor), UTF_8);
            List<String> found = List.of(text.split(BETWEEN, -1));
            if (found.size() != parts) {
                throw new IllegalArgumentException("a cursor of another call");
            }
            return read.apply(found);
        } catch (RuntimeException e) {
            throw ApiProblem.parameter(
                    "cursor",
                    "cursor must be the 'next' of this very call's page before, with the same"
                            + " order; leave it out for the first page",
                    e);
        }
    }
}

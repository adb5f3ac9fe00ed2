package io.tributary.worker.pull;

import io.tributary.worker.run.Position;

import org.jspecify.annotations.Nullable;

import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Where a page is, in the words of a kind of paging. A run keeps it as {@link #text}, which other
 * versions of a definition and of this worker read as well: it says all that the next request needs
 * but the endpoint.
 */
sealed interface Place {

    /** As a checkpoint holds it. */
    String text();

    /** At a link: absolute, or path and query. */
    record Link(String uri) implements Place {

        @Override
        public String text() {
            return uri;
        }
    }

    /** Where the provider's cursor points to: a string or a number. */
    record Cursor(JsonNode value) implements Place {

        @Override
        public String text() {
            return "cursor " + value;
        }
    }

    /**
     * After so many records.
     *
     * @param after fingerprint of the page before
     */
    record Offset(long number, String after) implements Place {

        @Override
        public String text() {
            return "offset %d after %s".formatted(number, after);
        }
    }

    /**
     * The page of this number.
     *
     * @param size of the pages that are counted: another size would count others
     * @param records how many came before it
     * @param after fingerprint of the page before
     */
    record PageNumber(long number, int size, long records, String after) implements Place {

        @Override
        public String text() {
            return "page %d of %d records %d after %s".formatted(number, size, records, after);
        }
    }

    /** After the record of this id: a string or a number. */
    record LastId(JsonNode value) implements Place {

        @Override
        public String text() {
            return "last-id " + value;
        }
    }

    /** Null before the first page. */
    static @Nullable Place of(Position position) {
        return position.next() == null ? null : Texts.parse(position.next());
    }

    /** What {@link #text} wrote. */
    final class Texts {

        private static final Pattern SCALAR =
                Pattern.compile("(cursor|last-id) (.+)", Pattern.DOTALL);
        private static final Pattern OFFSET = Pattern.compile("offset (\\d+) after (\\p{XDigit}+)");
        private static final Pattern PAGE =
                Pattern.compile("page (\\d+) of (\\d+) records (\\d+) after (\\p{XDigit}+)");
        private static final JsonMapper JSON = new JsonMapper();

        private Texts() {}

        private static Place parse(String text) {
            Matcher scalar = SCALAR.matcher(text);
            if (scalar.matches()) {
                JsonNode value = value(scalar.group(2));
                return scalar.group(1).equals("cursor") ? new Cursor(value) : new LastId(value);
            }
            Matcher offset = OFFSET.matcher(text);
            if (offset.matches()) {
                return new Offset(Long.parseLong(offset.group(1)), offset.group(2));
            }
            Matcher page = PAGE.matcher(text);
            if (page.matches()) {
                return new PageNumber(
                        Long.parseLong(page.group(1)),
                        Integer.parseInt(page.group(2)),
                        Long.parseLong(page.group(3)),
                        page.group(4));
            }
            // A URI has no space, so none of the others can be one.
            return new Link(text);
        }

        private static JsonNode value(String json) {
            try {
                return JSON.readTree(json);
            } catch (JacksonException e) {
                throw new IllegalStateException("a checkpoint that nobody wrote", e);
            }
        }
    }
}

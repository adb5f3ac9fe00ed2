package io.tributary.worker.definition;

import static java.util.Objects.requireNonNullElse;

import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.bind.DefaultValue;

import java.util.List;
import java.util.stream.Stream;

/**
 * How a provider that answers 200 to everything says whether it did what it was asked.
 *
 * @param path where in a page it says so
 * @param is the value there that means yes, as text
 * @param error where in a page it says in one word what went wrong
 * @param retryOn words for what passes by itself, as a 5xx does
 * @param unauthorizedOn words for credentials that do not work, as a 401 does
 */
public record Success(
        FieldPath path,
        @DefaultValue("true") String is,
        @Nullable FieldPath error,
        List<String> retryOn,
        List<String> unauthorizedOn) {

    /** What a word is about. */
    public enum Failure {
        PASSING,
        UNAUTHORIZED,
        /** Asking again would not change it. */
        LASTING
    }

    public Success {
        if (path == null || path.isRoot()) {
            throw new BadMember("path", "is missing: where a page says whether it is one");
        }
        retryOn = List.copyOf(requireNonNullElse(retryOn, List.of()));
        unauthorizedOn = List.copyOf(requireNonNullElse(unauthorizedOn, List.of()));
        if (error == null && !(retryOn.isEmpty() && unauthorizedOn.isEmpty())) {
            throw new BadMember(
                    "error", "is missing: where the words of retry-on and unauthorized-on are");
        }
    }

    /** Where in a page, besides its records, it must be looked. */
    public List<FieldPath> wanted() {
        return error == null ? List.of(path) : Stream.of(path, error).toList();
    }

    public Failure meaningOf(String word) {
        if (retryOn.contains(word)) {
            return Failure.PASSING;
        }
        return unauthorizedOn.contains(word) ? Failure.UNAUTHORIZED : Failure.LASTING;
    }
}

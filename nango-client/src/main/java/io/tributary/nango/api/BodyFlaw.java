package io.tributary.nango.api;

import java.util.List;

/**
 * One reason why Nango refused a body: {@code error.errors[]} of its envelope.
 *
 * @param code for instance {@code unrecognized_keys}; empty if Nango gave none
 * @param message for a person; empty if Nango gave none
 * @param path to the member that it is about, indexes of arrays as text; empty for the whole body
 */
public record BodyFlaw(String code, String message, List<String> path) {

    public BodyFlaw {
        path = List.copyOf(path);
    }
}

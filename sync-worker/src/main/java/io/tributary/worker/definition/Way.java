package io.tributary.worker.definition;

/** A kind of paging with what it needs. */
public sealed interface Way {

    record LinkHeader() implements Way {}

    record NextLink(FieldPath path) implements Way {}

    record Cursor(FieldPath path, String parameter) implements Way {}

    record Offset(String parameter, long first) implements Way {}

    record PageNumber(String parameter, long first) implements Way {}

    record LastId(String parameter) implements Way {}
}

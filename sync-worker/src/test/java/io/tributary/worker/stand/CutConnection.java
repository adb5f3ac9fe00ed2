package io.tributary.worker.stand;

/** The connection is closed in the middle of an answer. */
public final class CutConnection extends RuntimeException {

    private static final long serialVersionUID = 1L;
}

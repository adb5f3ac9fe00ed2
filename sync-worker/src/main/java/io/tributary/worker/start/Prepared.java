package io.tributary.worker.start;

/** Tables and topics are there, as declared: consuming and pulling may begin. Told once. */
public record Prepared() {}

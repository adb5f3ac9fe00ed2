package io.tributary.worker.topic;

/** The topics are there, as declared: consuming and pulling may begin. Told once, when it is so. */
public record TopicsVerified() {}

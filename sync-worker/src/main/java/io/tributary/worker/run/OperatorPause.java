package io.tributary.worker.run;

import java.time.Instant;

/**
 * Holds until an operator resumes, whatever becomes of the connection meanwhile.
 *
 * @param by the subject of the operator's token
 */
public record OperatorPause(String by, Instant at) {}

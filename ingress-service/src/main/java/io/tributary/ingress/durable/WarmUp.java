package io.tributary.ingress.durable;

/**
 * Runs a part of the way of a delivery before the first one comes, so that it is not the slowest.
 * Leaves nothing on any topic; does not throw, for a cold service is better than none.
 */
public interface WarmUp {

    void run();
}

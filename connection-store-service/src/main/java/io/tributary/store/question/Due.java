package io.tributary.store.question;

import io.tributary.events.ConnectionKey;

import java.util.UUID;

/**
 * A question that this instance may ask now.
 *
 * @param raised offset of the input that last raised it
 * @param attempts how often it was asked since
 * @param lease what proves that it is still ours
 * @param broken whether the connection is known to be broken
 * @param fresh whether it was raised so shortly ago that Nango's replica may not know why
 */
record Due(
        ConnectionKey key,
        int partition,
        long raised,
        int attempts,
        UUID lease,
        boolean broken,
        boolean fresh) {}

/**
 * Changes of connections as they are published, for whoever listens at this instance. Each instance
 * reads the topic of changes itself, all partitions, without a group: so all of them tell the same,
 * whichever of them decided, and what is told is what every other reader of the topic gets. Nothing
 * of it lies in the way of deciding, and nothing is read while nobody listens.
 */
@NullMarked
package io.tributary.store.live;

import org.jspecify.annotations.NullMarked;

/**
 * Walks over the whole list of an environment's connections: what no webhook told, or what told of
 * it was lost, is found here. The list comes from a replica, so it settles only what was unknown;
 * everything else is asked singly, and only what says something new goes to the inbox.
 */
@NullMarked
package io.tributary.store.walk;

import org.jspecify.annotations.NullMarked;

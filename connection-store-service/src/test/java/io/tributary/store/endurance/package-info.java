/**
 * The store as operators meet it: real processes that are killed, frozen and doubled, real outages,
 * and an audit of everything that was published and recorded meanwhile.
 */
@NullMarked
package io.tributary.store.endurance;

import org.jspecify.annotations.NullMarked;

/**
 * The tables of connections: a batch of inputs goes in, and in one transaction the connections, the
 * history, the questions and the progress move on together. What is to be published comes out.
 */
@NullMarked
package io.tributary.store.ledger;

import org.jspecify.annotations.NullMarked;
